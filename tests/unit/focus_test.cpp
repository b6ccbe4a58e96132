#include "ipt/domain/focus.hpp"

#include <doctest/doctest.h>

#include <string>
#include <string_view>

#include "unit/refusal.hpp"

using namespace ipt;

namespace {

struct Synonym {
  std::string_view word;
  Focus focus;
};

struct Slip {
  std::string_view typed;
  std::string_view meant;
};

Explanation explained(std::string_view word) {
  return test::explanation_of([&] { return read_focus(word, "focus", School::weissman); });
}

std::string refused(std::string_view word) {
  return test::refusal([&] { return read_focus(word, "focus", School::weissman); });
}

}  // namespace

TEST_CASE("a focus area is read by its id and by each of its synonyms") {
  using enum Focus;
  for (const Synonym& row : {Synonym{"grief", grief},
                             Synonym{"bereavement", grief},
                             Synonym{"complicated-bereavement", grief},
                             Synonym{"complicated-grief", grief},
                             Synonym{"death", grief},
                             Synonym{"mourning", grief},
                             Synonym{"dispute", dispute},
                             Synonym{"role-dispute", dispute},
                             Synonym{"role-disputes", dispute},
                             Synonym{"interpersonal-dispute", dispute},
                             Synonym{"conflict", dispute},
                             Synonym{"role-conflict", dispute},
                             Synonym{"disagreement", dispute},
                             Synonym{"transition", transition},
                             Synonym{"role-transition", transition},
                             Synonym{"role-transitions", transition},
                             Synonym{"change", transition},
                             Synonym{"role-change", transition},
                             Synonym{"life-change", transition},
                             Synonym{"life-changes", transition},
                             Synonym{"deficits", deficits},
                             Synonym{"interpersonal-deficits", deficits},
                             Synonym{"sensitivity", deficits},
                             Synonym{"sensitivities", deficits},
                             Synonym{"interpersonal-sensitivity", deficits},
                             Synonym{"isolation", deficits},
                             Synonym{"social-isolation", deficits},
                             Synonym{"loneliness", deficits},
                             Synonym{" Grief ", grief},
                             Synonym{"ROLE-DISPUTE", dispute},
                             Synonym{"Life-Change", transition}}) {
    CAPTURE(row.word);
    CHECK(read_focus(row.word, "focus", School::weissman) == row.focus);
  }
}

TEST_CASE("a word that could mean two areas is refused with the question that decides") {
  for (const std::string_view word : {"loss", "divorce", "separation", "family", "work", "ending",
                                      "termination", " LOSS ", "Divorce"}) {
    CAPTURE(word);
    CHECK(refused(word) == "2 focus_ambiguous");
  }
  CHECK(explained("loss").attempt == "grief if someone died; transition for any other loss");
  CHECK(explained("divorce").attempt.find("dispute if") != std::string::npos);
  CHECK(explained("ending").attempt.find("--technique ending") != std::string::npos);
}

TEST_CASE("a slip of the keyboard is answered with the word that was meant") {
  for (const Slip& row :
       {Slip{"greif", "grief"}, Slip{"disput", "dispute"}, Slip{"transtion", "transition"},
        Slip{"deficit", "deficits"}, Slip{"beravement", "bereavement"},
        Slip{"lonelyness", "loneliness"}, Slip{"role_dispute", "role-dispute"}}) {
    CAPTURE(row.typed);
    CHECK(refused(row.typed) == "2 focus_unknown");
    CHECK(explained(row.typed).attempt == row.meant);
  }
}

TEST_CASE("any other word is no focus area") {
  for (const std::string_view word : {"", "xyzzy", "open", "none", "grief,dispute", "GR"}) {
    CAPTURE(word);
    CHECK(refused(word) == "2 focus_unknown");
    CHECK(explained(word).attempt == "grief, dispute, transition or deficits");
  }
}

TEST_CASE("the residual area is offered last") {
  CHECK(vocabulary<Focus>().back().id == Focus::deficits);
}
