#include "ipt/domain/vocabulary.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include "ipt/base/text.hpp"
#include "ipt/domain/focus.hpp"
#include "unit/refusal.hpp"

using namespace ipt;

namespace {

bool is_id(std::string_view name) {
  return !name.empty() && is_letter(name.front()) &&
         std::ranges::all_of(name, [](char c) { return (c >= 'a' && c <= 'z') || c == '-'; });
}

// What holds of a vocabulary whose last enumerator is `last`.
template <typename Id>
void check_words(Id last) {
  const auto words = vocabulary<Id>();
  CHECK(words.size() == static_cast<std::size_t>(last) + 1);
  for (const Term<Id>& term : words) {
    CAPTURE(term.name);
    CHECK(find_term<Id>(term.name) == term.id);
    CHECK(name_of(term.id) == term.name);
    CHECK(label_of(term.id) == term.label);
    CHECK(is_id(term.name));
    CHECK(!term.label.empty());
    CHECK(std::ranges::count(words, term.name, &Term<Id>::name) == 1);
    CHECK(std::ranges::count(words, term.id, &Term<Id>::id) == 1);
    CHECK(std::ranges::count(words, term.label, &Term<Id>::label) == 1);
  }
  CHECK(!find_term<Id>(""));
  CHECK(!find_term<Id>("no-such-word"));
}

// Whether every word is read, in capitals and with blanks around it too.
template <typename Id>
void check_reading() {
  for (const Term<Id>& term : vocabulary<Id>()) {
    CAPTURE(term.name);
    std::string capitals = " " + std::string{term.name} + "\t";
    for (char& c : capitals) {
      if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
    }
    CHECK(read_term<Id>(term.name, "--flag") == term.id);
    CHECK(read_term<Id>(capitals, "--flag") == term.id);
  }
  for (const std::string_view word : {"", " ", "no-such-word", "attended,dna"}) {
    CHECK(test::refusal([&] { return read_term<Id>(word, "--flag"); }) == "2 value_unknown");
  }
}

template <typename Id>
void check_list_reading() {
  std::string all;
  for (const Term<Id>& term : vocabulary<Id>()) {
    CAPTURE(term.name);
    CHECK(read_terms<Id>(term.name, "--flag") == std::vector<Id>{term.id});
    all = std::string{term.name} + "," + all + std::string{term.name} + ", ";
  }
  all += vocabulary<Id>().front().name;
  std::vector<Id> every;
  for (const Term<Id>& term : vocabulary<Id>()) every.push_back(term.id);
  CHECK(read_terms<Id>(all, "--flag") == every);
  for (const std::string_view list : {"", ",", "no-such-word"}) {
    CHECK(test::refusal([&] { return read_terms<Id>(list, "--flag"); }) == "2 value_unknown");
  }
}

template <typename Id>
std::string ids() {
  return joined(names<Id>(), " ");
}

}  // namespace

TEST_CASE("every word of a vocabulary has one id, one name and one label") {
  check_words(Attendance::cancelled_therapist);
  check_words(Mode::group);
  check_words(Risk::safeguarding);
  check_words(Technique::other);
  check_words(Milestone::next_step);
  check_words(CourseKind::maintenance);
  check_words(EndStatus::unknown);
  check_words(Phase::ending);
  check_words(DisputeStage::dissolution);
  check_words(FocusRank::secondary);
  check_words(SplitRule::custom);
  check_words(Focus::deficits);
}

TEST_CASE("every word is read whatever its letter case") {
  check_reading<Attendance>();
  check_reading<Mode>();
  check_reading<CourseKind>();
  check_reading<EndStatus>();
  check_reading<DisputeStage>();
}

TEST_CASE("a list of words is read once each, in the order of the vocabulary") {
  check_list_reading<Risk>();
  check_list_reading<Technique>();
  check_list_reading<Milestone>();
  CHECK(read_terms<Technique>("role-play, link,ROLE-PLAY", "--technique") ==
        std::vector{Technique::role_play, Technique::link});
}

TEST_CASE("a list with one unknown word is refused as a whole") {
  for (const std::string_view list :
       {"link,", ",link", "link,,affect", "link affect", "link;affect"}) {
    CAPTURE(list);
    CHECK(test::refusal([&] { return read_terms<Technique>(list, "--technique"); }) ==
          "2 value_unknown");
  }
}

TEST_CASE("an unknown word is answered with the nearest one and all that are allowed") {
  const auto slip =
      test::explanation_of([] { return read_terms<Technique>("rol-play", "--technique"); });
  CHECK(slip.wrong == "--technique 'rol-play' is not known");
  CHECK(slip.attempt == "--technique role-play");
  const auto stranger = test::explanation_of([] { return read_term<Mode>("telepathy", "--mode"); });
  CHECK(stranger.allowed == "Allowed: in-person, video, phone, home, group.");
  CHECK(stranger.attempt == "--mode with one of these words");
}

TEST_CASE("the ids that are stored and typed never change") {
  CHECK(ids<Attendance>() ==
        "attended attended-late late-not-seen dna cancelled-client cancelled-therapist");
  CHECK(ids<Mode>() == "in-person video phone home group");
  CHECK(ids<Risk>() ==
        "not-asked none passive-ideation active-ideation plan-or-intent self-harm risk-to-others "
        "safeguarding");
  CHECK(ids<Technique>() ==
        "explore-open explore-direct affect clarify comm-analysis incident decision-analysis "
        "role-play problem-solving directive link psychoeducation sick-role inventory circle "
        "timeline formulation expectations support relationship symptom-review task ending "
        "gains-review warning-signs relapse-plan other");
  CHECK(ids<Milestone>() ==
        "diagnosis-named risk-assessment mid-review feelings-about-ending next-step");
  CHECK(ids<CourseKind>() == "acute maintenance");
  CHECK(ids<EndStatus>() ==
        "completed ended-early-client ended-early-service referred-on not-started deceased "
        "unknown");
  CHECK(ids<Phase>() == "initial middle ending");
  CHECK(ids<DisputeStage>() == "renegotiation impasse dissolution");
  CHECK(ids<FocusRank>() == "primary secondary");
  CHECK(ids<SplitRule>() == "quarter stuart custom");
  CHECK(ids<Focus>() == "grief dispute transition deficits");
}

TEST_CASE("only a client who was seen had a session") {
  for (const Term<Attendance>& term : vocabulary<Attendance>()) {
    CAPTURE(term.name);
    CHECK(was_seen(term.id) == term.name.starts_with("attended"));
  }
}
