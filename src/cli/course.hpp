#pragma once

#include <array>
#include <functional>

#include "cli/flags.hpp"
#include "cli/form.hpp"
#include "cli/invocation.hpp"

// The commands of `ipt course` that change one.
namespace ipt::cli::course {

/// What `course amend` changes.
inline constexpr std::array amended_flags = {&flags::start,        &flags::weeks,
                                             &flags::focus,        &flags::diagnosis,
                                             &flags::therapist,    &flags::day,
                                             &flags::instruments,  &flags::phases,
                                             &flags::sessions,     &flags::every,
                                             &flags::goal,         &flags::next,
                                             &flags::relapse_plan, &flags::dated_milestone,
                                             &flags::reason};

void amend(Invocation& invocation);
/// What the course is now, to be corrected in a form.
FormDraft amend_form(const Command& command, Invocation& invocation);

// What is agreed and how it changes (course_agreement.cpp).
void focus(Invocation& invocation);
void extend(Invocation& invocation);
void shorten(Invocation& invocation);
void cadence(Invocation& invocation);

// When it goes on, when it ends, and what is taken back (course_state.cpp).
void pause(Invocation& invocation);
void resume(Invocation& invocation);
void end(Invocation& invocation);
void reopen(Invocation& invocation);
void remove(Invocation& invocation);

/// What a command changes of a course, given as it is.
using Work = std::function<void(store::Changes&, const store::StoredCourse& before)>;
/// What it says of the course as it is then.
using Echo = std::function<Change(const CourseRecord& after, report::Outcome outcome)>;

/// Changes the course that the first word names within one transaction.
void change_course(Invocation& invocation, const CourseReference& reference,
                   const std::string& reason, const Work& work, const Echo& echo);

}  // namespace ipt::cli::course
