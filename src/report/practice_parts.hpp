#pragma once

#include <string>
#include <string_view>

#include "ipt/domain/course.hpp"
#include "ipt/report/notes.hpp"
#include "ipt/report/practice.hpp"
#include "ipt/report/report.hpp"

// Goals, people, events, the formulation, contacts and questions as data, and in words.
namespace ipt::report {

/// Each person with what was last said; texts only with notes. Versions are under `versions`.
List person_list(const CourseRecord& record, Notes notes);
List event_list(const CourseRecord& record);
/// The version that holds; null before the first one.
Value formulation_value(const CourseRecord& record, Notes notes);

/// Each goal with its status, under its number.
std::vector<Fact> goal_facts(const CourseRecord& record, std::string_view path);
/// Each person with what was last said in a line; `path` is where the list stands in the data.
std::vector<Fact> person_facts(const CourseRecord& record, std::string_view path, Notes notes);
std::vector<Fact> event_facts(const CourseRecord& record, std::string_view path);

/// A question with its answer; both are free text.
Object question_object(const CourseRecord& record, const Question& question);
/// `answered Fri 2026-11-20, 20 minutes`, of the question at a path.
Phrase answered_phrase(const Question& question, std::string_view path);

/// The beginning of what a writing command tells: schema, day, outcome, and what it wrote.
Report begun(const Echo& echo, std::string ref);
/// The beginning of a list.
Report listed(const CourseRecord& record, std::string schema, Date as_of);

/// Parts of a line that are there, joined by commas.
class Line {
 public:
  Line& add(std::string_view part);
  Line& add_if(bool known, std::string_view part) { return known ? add(part) : *this; }
  /// A part that a semicolon parts from what is before it.
  Line& add_text(bool known, std::string_view part);
  [[nodiscard]] const Phrase& text() const { return text_; }

 private:
  Phrase text_;
};

}  // namespace ipt::report
