// What was written late: the net difference of each record over some days, and what it says of the
// days before them.
#include <doctest/doctest.h>

#include <fmt/core.h>

#include "ipt/domain/late.hpp"
#include "store/fixture.hpp"

using namespace ipt;
using namespace ipt::test;
using store::Changes;
using store::CourseId;
using store::Records;
using store::Store;

namespace {

using Lines = std::vector<std::string>;

// The week is that of Mon 2026-11-23; what is written before it is known already.
const Days week{day("2026-11-23"), day("2026-11-29")};
constexpr const char* before = "2026-11-20";
constexpr const char* within = "2026-11-24";

class Diary {
 public:
  Diary() : store_(new_store(place_.store())) {
    write(before, [&](Changes& changes) { course_ = changes.add_course(acute_course("K7")); });
  }

  template <typename Work>
  void write(std::string_view date, const Work& work, std::string command = "session log") {
    store::Operation operation = test::operation();
    operation.today = day(date);
    operation.command = std::move(command);
    store_.write(operation, store::Commit::keep, [&](Changes& changes) {
      work(changes);
      return 0;
    });
  }

  void undo(std::string_view date) {
    write(
        date, [](Changes& changes) { changes.take_back(changes.undoable().value()); }, "undo");
  }

  [[nodiscard]] CourseId course() const { return course_; }

  // `corrected score total of 2026-11-16: 9 to 8, on 2026-11-24`
  [[nodiscard]] Lines late() const {
    const auto changes =
        store_.read([](const Records& records) { return records.changed_within(week); });
    Lines lines;
    for (const LateEntry& each : late_entries(changes, week.first, Catalogue{})) {
      std::string line{name_of(each.kind)};
      line += ' ' + each.record;
      if (!each.field.empty()) line += ' ' + each.field;
      line += fmt::format(" of {}", each.date.iso());
      if (each.has_values) {
        line += fmt::format(": {} to {}", each.before.value_or("-"), each.after.value_or("-"));
      }
      lines.push_back(line + fmt::format(", on {}", each.recorded_on.iso()));
    }
    return lines;
  }

 private:
  Place place_;
  Store store_;
  CourseId course_{};
};

Appointment seen_on(std::string_view date) { return {.date = day(date)}; }

}  // namespace

TEST_CASE("what is written about the time before the week is late, with its score and its note") {
  Diary diary;
  diary.write(within, [&](Changes& changes) {
    Appointment late = seen_on("2026-11-16");
    late.note = "said little";
    changes.add_appointment(diary.course(), late);
    changes.add_score(diary.course(), phq9("2026-11-16", 9), false);
    changes.add_appointment(diary.course(), seen_on("2026-11-23"));
    changes.add_score(diary.course(), phq9("2026-11-23", 9), false);
    changes.add_score(diary.course(), phq9("2026-11-17", 7), true);
    changes.add_focus(diary.course(), {.focus = Focus::grief, .from = day("2026-11-10")});
    changes.add_absence(diary.course(), {.from = day("2026-11-18"), .to = day("2026-11-30")});
    changes.add_absence(std::nullopt, {.kind = Absence::Kind::therapist_break,
                                       .from = day("2026-11-11"),
                                       .to = day("2026-11-12")});
    changes.add_contract_change(
        diary.course(), {.from = day("2026-11-19"), .contract = acute_course("K7").contract});
    changes.add_contact(diary.course(), {.date = day("2026-11-20")});
    changes.add_contact(diary.course(),
                        {.date = day("2026-11-21"), .risks = {Risk::passive_ideation}});
    changes.end_course(diary.course(), {.status = EndStatus::completed, .date = day("2026-11-22")});
  });
  CHECK(diary.late() == Lines{"recorded absence of 2026-11-11, on 2026-11-24",
                              "recorded focus of 2026-11-10, on 2026-11-24",
                              "recorded appointment of 2026-11-16, on 2026-11-24",
                              "recorded score of 2026-11-17: - to 7, on 2026-11-24",
                              "recorded absence of 2026-11-18, on 2026-11-24",
                              "recorded contract_change of 2026-11-19, on 2026-11-24",
                              "recorded contact of 2026-11-21, on 2026-11-24",
                              "recorded end of 2026-11-22: - to completed, on 2026-11-24"});
}

TEST_CASE("what stood before the week and was corrected or taken out in it is late") {
  Diary diary;
  diary.write(before, [&](Changes& changes) {
    for (const char* date : {"2026-11-09", "2026-11-16", "2026-11-17"}) {
      changes.add_appointment(diary.course(), seen_on(date));
      changes.add_score(diary.course(), phq9(date, 9), false);
    }
    changes.add_absence(diary.course(), {.from = day("2026-11-18")});
  });
  diary.write(within, [&](Changes& changes) {
    Appointment amended = seen_on("2026-11-09");
    amended.attendance = Attendance::dna;
    amended.link = "a quarrel";
    amended.next = day("2026-11-30");
    amended.note = "said little";
    changes.update_appointment(diary.course(), day("2026-11-09"), amended);
    changes.update_score(diary.course(), phq9("2026-11-09", 8));
    changes.update_appointment(diary.course(), day("2026-11-16"), seen_on("2026-11-15"));
    changes.move_score(diary.course(), "phq9", day("2026-11-16"), day("2026-11-15"));
    changes.remove_appointment(diary.course(), day("2026-11-17"));
    // That a pause came to its end this week is no correction.
    changes.update_absence(diary.course(),
                           {.number = 1, .from = day("2026-11-18"), .to = day("2026-11-24")});
  });
  CHECK(diary.late() ==
        Lines{"corrected appointment attendance of 2026-11-09: attended to dna, on 2026-11-24",
              "corrected appointment link of 2026-11-09, on 2026-11-24",
              "corrected appointment note of 2026-11-09, on 2026-11-24",
              "corrected score total of 2026-11-09: 9 to 8, on 2026-11-24",
              "corrected appointment date of 2026-11-16: 2026-11-16 to 2026-11-15, on 2026-11-24",
              "taken_out appointment of 2026-11-17, on 2026-11-24"});
}

TEST_CASE("a change and its undo in the same week are nothing, also across several changes") {
  Diary diary;
  diary.write(before, [&](Changes& changes) {
    changes.add_appointment(diary.course(), seen_on("2026-11-16"));
  });
  diary.write(within, [&](Changes& changes) {
    changes.add_appointment(diary.course(), seen_on("2026-11-17"));
  });
  diary.undo("2026-11-25");
  CHECK(diary.late().empty());
  diary.write(within, [&](Changes& changes) {
    changes.remove_appointment(diary.course(), day("2026-11-16"));
  });
  CHECK(diary.late().size() == 1);
  diary.undo("2026-11-26");
  CHECK(diary.late().empty());
}

TEST_CASE("an undo of a later week is late in that week") {
  Diary diary;
  diary.write(before, [&](Changes& changes) {
    changes.add_appointment(diary.course(), seen_on("2026-11-16"));
  });
  diary.undo(within);
  CHECK(diary.late() == Lines{"taken_out appointment of 2026-11-16, on 2026-11-24"});
}

TEST_CASE("the net difference counts from before the first change of the week to after the last") {
  Diary diary;
  diary.write(before, [&](Changes& changes) {
    changes.add_score(diary.course(), phq9("2026-11-16", 9), true);
  });
  diary.write(within, [&](Changes& changes) {
    changes.update_score(diary.course(), phq9("2026-11-16", 12));
  });
  diary.write("2026-11-25", [&](Changes& changes) {
    changes.update_score(diary.course(), phq9("2026-11-16", 8));
  });
  diary.write("2026-11-30", [&](Changes& changes) {
    changes.update_score(diary.course(), phq9("2026-11-16", 20));
  });
  CHECK(diary.late() == Lines{"corrected score total of 2026-11-16: 9 to 8, on 2026-11-25"});
}

TEST_CASE("what an import brought is not late, and a correction of it in the same week neither") {
  Diary diary;
  diary.write(
      within,
      [&](Changes& changes) { changes.add_appointment(diary.course(), seen_on("2026-11-16")); },
      "import");
  diary.write("2026-11-25", [&](Changes& changes) {
    Appointment amended = seen_on("2026-11-16");
    amended.minutes = 50;
    changes.update_appointment(diary.course(), day("2026-11-16"), amended);
  });
  CHECK(diary.late().empty());
}

TEST_CASE("an end that is taken back is late when it lay before the week") {
  Diary diary;
  diary.write(before, [&](Changes& changes) {
    changes.end_course(diary.course(), {.status = EndStatus::completed, .date = day("2026-11-20")});
  });
  diary.write(within, [&](Changes& changes) { changes.reopen_course(diary.course()); });
  CHECK(diary.late() == Lines{"taken_out end of 2026-11-20: completed to -, on 2026-11-24"});
}

TEST_CASE("a risk item that was corrected is told beside the total") {
  Diary diary;
  const Instrument& form = Catalogue{}.instrument("phq9");
  const auto answers = [&](int last) {
    return Score::from_answers(form, day("2026-11-16"), {1, 1, 1, 1, 1, 1, 1, 1, last});
  };
  diary.write(before,
              [&](Changes& changes) { changes.add_score(diary.course(), answers(0), true); });
  diary.write(within, [&](Changes& changes) { changes.update_score(diary.course(), answers(2)); });
  CHECK(diary.late() == Lines{"corrected score total of 2026-11-16: 8 to 10, on 2026-11-24",
                              "corrected score risk_item of 2026-11-16: 0 to 2, on 2026-11-24"});
}
