// Which course a reference means, and the lists.

#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "store/fixture.hpp"
#include "store/schema.hpp"

using namespace ipt;
using namespace ipt::test;
using store::Changes;
using store::Clients;
using store::Commit;
using store::CourseFilter;
using store::CourseId;
using store::Records;
using store::Store;
using store::StoredCourse;

namespace {

using Names = std::vector<std::string>;

Course of_kind(CourseKind kind, std::string_view code) {
  Course course = acute_course(code);
  course.kind = kind;
  return course;
}

void end(Store& store, CourseId course) {
  store.write(operation(), Commit::keep, [&](Changes& changes) {
    changes.end_course(course, {.status = EndStatus::completed, .date = day("2026-11-23")});
    return 0;
  });
}

StoredCourse course(const Store& store, std::string_view reference) {
  return store.read(
      [&](const Records& records) { return records.course(read_course_reference(reference)); });
}

// `K7/2` of each course in a list.
Names listed(const Store& store, const CourseFilter& filter) {
  Names names;
  const auto courses = store.read([&](const Records& records) { return records.courses(filter); });
  for (const StoredCourse& each : courses) {
    const Course& found = each.record.course;
    names.push_back(found.client.text() + "/" + std::to_string(found.number));
  }
  return names;
}

TherapistCode therapist(std::string_view code) { return TherapistCode::read(code, "therapist"); }

}  // namespace

TEST_CASE("the code of a client alone means the open course, else the latest") {
  const Place place;
  Store store = new_store(place.store());
  const CourseId first = add_course(store, acute_course("K7"));
  CHECK(course(store, "K7").id == first);
  CHECK(course(store, "K7").record.only_course);
  end(store, first);
  CHECK(course(store, "K7").id == first);

  const CourseId second = add_course(store, acute_course("K7"));
  CHECK(course(store, "K7").id == second);
  CHECK(course(store, "K7").record.course.number == 2);
  CHECK_FALSE(course(store, "K7").record.only_course);
  CHECK_FALSE(course(store, "K7/1").record.only_course);
  end(store, second);
  CHECK(course(store, "K7").id == second);

  const CourseId third = add_course(store, of_kind(CourseKind::maintenance, "K7"));
  end(store, third);
  const CourseId fourth = add_course(store, of_kind(CourseKind::maintenance, "K7"));
  CHECK(course(store, "K7").id == fourth);
  CHECK(course(store, "K7/2").id == second);
}

TEST_CASE("an open course is meant although a later one has ended") {
  const Place place;
  Store store = new_store(place.store());
  const CourseId acute = add_course(store, acute_course("K7"));
  end(store, add_course(store, of_kind(CourseKind::maintenance, "K7")));
  CHECK(course(store, "K7").id == acute);
}

TEST_CASE("a number names one course, open or not") {
  const Place place;
  Store store = new_store(place.store());
  const CourseId first = add_course(store, acute_course("K7"));
  const CourseId second = add_course(store, of_kind(CourseKind::maintenance, "K7"));
  add_course(store, acute_course("K8"));
  CHECK(course(store, "K7/1").id == first);
  CHECK(course(store, "K7/2").id == second);
  const Explanation missing = refusal([&] { course(store, "K7/3"); });
  CHECK(missing.exit == Exit::not_found);
  CHECK(missing.code == "course_not_found");
  CHECK(missing.attempt == "K7/2");
}

TEST_CASE("two open courses have to be told apart") {
  const Place place;
  Store store = new_store(place.store());
  add_course(store, acute_course("K7"));
  add_course(store, of_kind(CourseKind::maintenance, "K7"));
  const Explanation error = refusal([&] { course(store, "K7"); });
  CHECK(error.exit == Exit::refused);
  CHECK(error.code == "course_ambiguous");
  CHECK(error.attempt == "K7/1, or K7/2");
}

TEST_CASE("an unknown client is answered with the nearest known code, or how to begin") {
  const Place place;
  Store store = new_store(place.store());
  const Explanation none = refusal([&] { course(store, "K7"); });
  CHECK(none.exit == Exit::not_found);
  CHECK(none.code == "client_not_found");
  CHECK(none.attempt == "ipt client list, or ipt course create K7");
  add_course(store, acute_course("anna-2026"));
  add_course(store, acute_course("berta-9"));
  const Explanation near = refusal([&] { course(store, "ana-2026"); });
  CHECK(near.exit == Exit::not_found);
  CHECK(near.attempt == "anna-2026");
}

TEST_CASE("the case of a code does not matter, and it is shown as it was first written") {
  const Place place;
  Store store = new_store(place.store());
  const CourseId first = add_course(store, acute_course("aNna-7"));
  end(store, first);
  const CourseId second = add_course(store, acute_course("ANNA-7"));
  CHECK(number(store, "SELECT count(*) FROM client") == 1);
  for (const char* reference : {"anna-7", "ANNA-7", "aNna-7"}) {
    CHECK(course(store, reference).id == second);
    CHECK(course(store, reference).record.course.client.text() == "aNna-7");
    CHECK(store.read([&](const Records& records) { return records.courses_of(client(reference)); })
              .size() == 2);
  }
}

TEST_CASE("the courses of a client come by number, and of an unknown one there are none") {
  const Place place;
  Store store = new_store(place.store());
  end(store, add_course(store, acute_course("K7")));
  add_course(store, acute_course("K7"));
  const auto courses_of = [&](std::string_view code) {
    return store.read([&](const Records& records) { return records.courses_of(client(code)); });
  };
  REQUIRE(courses_of("K7").size() == 2);
  CHECK(courses_of("K7")[0].number == 1);
  CHECK(courses_of("K7")[0].end.has_value());
  CHECK(courses_of("K7")[1].number == 2);
  CHECK(courses_of("K8").empty());
}

TEST_CASE("courses are listed by code and number, the ended ones on request") {
  const Place place;
  Store store = new_store(place.store());
  end(store, add_course(store, acute_course("b2")));
  add_course(store, acute_course("B2"));
  add_course(store, acute_course("A1"));
  add_course(store, acute_course("c3"));
  CHECK(listed(store, {}) == Names{"A1/1", "b2/2", "c3/1"});
  CHECK(listed(store, {.ended_too = true}) == Names{"A1/1", "b2/1", "b2/2", "c3/1"});
}

TEST_CASE("courses that ended from a day on are listed beside the open ones") {
  const Place place;
  Store store = new_store(place.store());
  end(store, add_course(store, acute_course("K1")));  // on 2026-11-23
  add_course(store, acute_course("K2"));
  Course later = acute_course("K3");
  later.start = day("2026-11-24");
  add_course(store, later);
  CHECK(listed(store, {.ended_from = day("2026-11-23")}) == Names{"K1/1", "K2/1", "K3/1"});
  CHECK(listed(store, {.ended_from = day("2026-11-24")}) == Names{"K2/1", "K3/1"});
  CHECK(listed(store, {.begun_by = day("2026-11-23")}) == Names{"K2/1"});
  CHECK(listed(store, {.ended_too = true, .begun_by = day("2026-11-23")}) == Names{"K1/1", "K2/1"});
}

TEST_CASE("courses are listed by therapist, and an unknown one is refused") {
  const Place place;
  Store store = new_store(place.store());
  Course course = acute_course("K7");
  course.therapist = therapist("T1");
  const CourseId ended = add_course(store, course);
  end(store, ended);
  add_course(store, course);
  course.client = client("K8");
  course.therapist = therapist("T2");
  add_course(store, course);
  add_course(store, acute_course("K9"));
  CHECK(listed(store, {.therapist = therapist("t1")}) == Names{"K7/2"});
  CHECK(listed(store, {.ended_too = true, .therapist = therapist("T1")}) == Names{"K7/1", "K7/2"});
  CHECK(listed(store, {}) == Names{"K7/2", "K8/1", "K9/1"});
  const Explanation error = refusal([&] { listed(store, {.therapist = therapist("T3")}); });
  CHECK(error.exit == Exit::not_found);
  CHECK(error.code == "therapist_not_found");
}

TEST_CASE("a break is for all courses, a pause for one") {
  const Place place;
  Store store = new_store(place.store());
  const CourseId first = add_course(store, acute_course("K7"));
  add_course(store, acute_course("K8"));
  store.write(operation(), Commit::keep, [&](Changes& changes) {
    const auto leave = [](std::string_view from) {
      return Absence{
          .kind = Absence::Kind::therapist_break, .from = day(from), .to = day(from).plus_days(6)};
    };
    CHECK(changes.add_absence(std::nullopt, leave("2026-12-21")) == 1);
    CHECK(changes.add_absence(std::nullopt, leave("2026-10-05")) == 2);
    CHECK(changes.add_absence(first, {.from = day("2026-11-02")}) == 1);
    return 0;
  });
  const auto absences = [&](std::string_view reference) {
    Names names;
    for (const Absence& each : course(store, reference).record.absences) {
      names.push_back((each.kind == Absence::Kind::pause ? "pause " : "break ") +
                      std::to_string(each.number) + " " + each.from.iso());
    }
    return names;
  };
  CHECK(absences("K7") == Names{"break 2 2026-10-05", "pause 1 2026-11-02", "break 1 2026-12-21"});
  CHECK(absences("K8") == Names{"break 2 2026-10-05", "break 1 2026-12-21"});
  CHECK(store.read([](const Records& records) { return records.breaks(); }).size() == 2);
}

TEST_CASE("the facts of a store are counted") {
  const Place place;
  Store store = new_store(place.store());
  const auto facts = [&] {
    return store.read([](const Records& records) { return records.facts(); });
  };
  CHECK(facts().courses == 0);
  CHECK(facts().last_change == std::nullopt);
  end(store, add_course(store, acute_course("K7")));
  const CourseId id = add_course(store, acute_course("K8"));
  store.write(operation(), Commit::keep, [&](Changes& changes) {
    changes.add_appointment(id, full_appointment("2026-09-07"));
    changes.add_appointment(id, {.date = day("2026-09-14"), .attendance = Attendance::dna});
    changes.add_score(id, phq9("2026-09-07", 17), false);
    return 0;
  });
  CHECK(facts().path == std::filesystem::canonical(place.store()));
  CHECK(facts().schema == store::schema_version);
  CHECK(facts().bytes == static_cast<std::int64_t>(std::filesystem::file_size(place.store())));
  CHECK(facts().clients == 2);
  CHECK(facts().courses == 2);
  CHECK(facts().open_courses == 1);
  CHECK(facts().appointments == 2);
  CHECK(facts().sessions == 1);
  CHECK(facts().scores == 1);
  CHECK(facts().revisions == 10);
  CHECK(facts().last_change == "2026-11-23T20:04:05.123Z");
}

TEST_CASE("a stored value that no version of the program wrote is reported, never guessed") {
  const Place place;
  Store store = new_store(place.store());
  const CourseId id = add_course(store, acute_course("K7"));
  store.write(operation(), Commit::keep, [&](Changes& changes) {
    changes.add_appointment(id, full_appointment("2026-09-07"));
    changes.add_score(id, phq9("2026-09-07", 17), true);
    changes.add_focus(id, {.focus = Focus::dispute, .from = day("2026-09-21")});
    return 0;
  });
  for (const std::string sql :
       {"UPDATE appointment SET techniques = 'affect,hypnosis'",
        "UPDATE appointment SET techniques = 'affect,'", "UPDATE appointment SET risks = ''",
        "UPDATE appointment SET milestones = 'x'", "UPDATE focus SET stages = '2026-09-21'",
        "UPDATE focus SET stages = '2026-02-30=impasse'",
        "UPDATE focus SET stages = '2026-09-21=open'", "UPDATE score SET instrument = 'phq8'",
        "UPDATE score SET version = 2", "UPDATE score SET number = 4294967297",
        "UPDATE score SET total_hundredths = 4294967796",
        "UPDATE course SET planned = 4294967308, kind = 'maintenance'"}) {
    CAPTURE(sql);
    const Explanation error = refusal([&] {
      store.write(operation(), Commit::dry_run, [&](Changes& changes) {
        database_of(changes).execute(sql.c_str());
        return changes.course(read_course_reference("K7"));
      });
    });
    CHECK(error.exit == Exit::store);
    CHECK(error.code == "store_damaged");
  }
  CHECK(course(store, "K7").record.scores.size() == 1);
}

TEST_CASE("codes are found by what they begin with, open courses first asked for") {
  const Place place;
  Store store = new_store(place.store());
  for (const std::string_view code : {"K10", "k2", "K1", "K_1", "M3"}) {
    add_course(store, acute_course(code));
  }
  end(store, add_course(store, acute_course("K11")));
  const auto found = [&](std::string_view beginning, Clients which, int most) {
    Names names;
    const auto codes = store.read(
        [&](const Records& records) { return records.codes_beginning(beginning, which, most); });
    for (const ClientCode& code : codes) names.push_back(code.text());
    return names;
  };
  CHECK(found("", Clients::all, 9) == Names{"K1", "K10", "K11", "k2", "K_1", "M3"});
  CHECK(found("k", Clients::with_open_course, 9) == Names{"K1", "K10", "k2", "K_1"});
  CHECK(found("K_", Clients::all, 9) == Names{"K_1"});
  CHECK(found("K1", Clients::all, 9) == Names{"K1", "K10", "K11"});
  CHECK(found("%", Clients::all, 9).empty());
  CHECK(found("x", Clients::all, 9).empty());
  // Of more than are asked for, the last one too: a shell fills in what all have in common.
  CHECK(found("", Clients::all, 2) == Names{"K1", "K10", "M3"});
  CHECK(found("K1", Clients::all, 3) == Names{"K1", "K10", "K11"});
}

TEST_CASE("a walk over every course hands over what the lists hold, without texts") {
  const Place place;
  Store store = new_store(place.store());
  const CourseId first = add_course(store, acute_course("B2"));
  const CourseId second = add_course(store, acute_course("A1"));
  const CourseId ended = add_course(store, acute_course("C3"));
  store.write(operation(), Commit::keep, [&](Changes& changes) {
    for (const CourseId course : {second, first}) {
      changes.add_appointment(course, full_appointment("2026-09-14"));
      changes.add_appointment(course, {.date = day("2026-09-07"), .attendance = Attendance::dna});
      changes.add_score(course, phq9("2026-09-14", 0), false);
      changes.add_score(course, phq9("2026-09-07", 12), true);
      changes.add_focus(course, {.focus = Focus::grief, .from = day("2026-09-14")});
      changes.add_focus(course, {.focus = Focus::dispute, .from = day("2026-09-07")});
      changes.add_absence(course, {.from = day("2026-09-21"), .to = day("2026-09-27")});
      changes.add_contract_change(
          course,
          {.from = day("2026-09-14"), .contract = {.planned = 14, .split = quarter_split(14)}});
    }
    changes.add_absence({}, {.kind = Absence::Kind::therapist_break,
                             .from = day("2026-09-08"),
                             .to = day("2026-09-09")});
    return 0;
  });
  end(store, ended);

  Names walked;
  store.read([&](const Records& records) {
    records.each_course({.ended_too = true}, [&](CourseRecord record) {
      walked.push_back(record.course.client.text());
      if (record.course.end) return;
      const CourseRecord whole =
          records.course({.client = record.course.client, .number = {}}).record;
      REQUIRE(record.appointments.size() == 2);
      CHECK(record.appointments[0].attendance == Attendance::dna);
      CHECK(record.appointments[1].attendance == Attendance::attended_late);
      CHECK(record.appointments[1].link.empty());
      CHECK(record.appointments[1].note.empty());
      REQUIRE(record.scores.size() == whole.scores.size());
      CHECK(record.scores[0].score == whole.scores[0].score);
      CHECK(record.scores[1].score == whole.scores[1].score);
      CHECK(record.scores[1].score.entered_total() == Points::whole(0));
      REQUIRE(record.focus_episodes.size() == 2);
      CHECK(record.focus_episodes[0].focus == Focus::dispute);
      REQUIRE(record.absences.size() == 2);
      CHECK(record.absences[0].kind == Absence::Kind::therapist_break);
      REQUIRE(record.contract_changes.size() == 1);
      CHECK(record.contract_changes[0].contract == whole.contract_changes[0].contract);
      CHECK(record.course.instruments == whole.course.instruments);
      CHECK(record.only_course);
    });
    return 0;
  });
  CHECK(walked == Names{"B2", "A1", "C3"});
}

TEST_CASE("a walk passes over what it is not asked for, and what they hold") {
  const Place place;
  Store store = new_store(place.store());
  std::vector<CourseId> ids;
  for (const std::string_view code : {"K1", "K2", "K3", "K4"}) {
    Course course = acute_course(code);
    if (code == "K1" || code == "K4") course.therapist = therapist("TH1");
    ids.push_back(add_course(store, course));
  }
  store.write(operation(), Commit::keep, [&](Changes& changes) {
    for (const CourseId course : ids) changes.add_score(course, phq9("2026-09-07", 12), true);
    return 0;
  });
  end(store, ids[0]);
  const auto walked = [&](const CourseFilter& filter) {
    Names names;
    store.read([&](const Records& records) {
      records.each_course(filter, [&](const CourseRecord& record) {
        CHECK(record.scores.size() == 1);
        names.push_back(record.course.client.text());
      });
      return 0;
    });
    return names;
  };
  CHECK(walked({}) == Names{"K2", "K3", "K4"});
  CHECK(walked({.therapist = therapist("th1")}) == Names{"K4"});
  CHECK(walked({.ended_too = true, .therapist = therapist("TH1")}) == Names{"K1", "K4"});
  CHECK(refusal([&] { walked({.therapist = therapist("TH9")}); }).code == "therapist_not_found");
}
