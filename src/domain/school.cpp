#include "ipt/domain/school.hpp"

#include <algorithm>
#include <array>

namespace ipt {
namespace {

constexpr auto schools = std::to_array<Term<School>>({
    {School::weissman, "weissman", "Weissman, Markowitz & Klerman"},
    {School::stuart, "stuart", "Stuart & Robertson"},
});

constexpr auto words_of_stuart = std::to_array<SchoolWord>({
    {"no next step recorded before the course was closed",
     "maintenance was not discussed before the conclusion"},
    {"next step to be recorded before the course is closed",
     "maintenance to be discussed before the course is closed"},
    {"ending", "conclusion"},
    {"Ending", "Conclusion"},
    {"ENDING", "CONCLUSION"},
    {"Grief (complicated bereavement)", "Grief and loss"},
});

}  // namespace

template <>
std::span<const Term<School>> vocabulary() {
  return schools;
}

std::span<const SchoolWord> words_of(School school) {
  return school == School::stuart ? std::span<const SchoolWord>{words_of_stuart}
                                  : std::span<const SchoolWord>{};
}

std::string_view said_by(School school, std::string_view usual) {
  const auto words = words_of(school);
  const auto found = std::ranges::find(words, usual, &SchoolWord::usual);
  return found == words.end() ? usual : found->instead;
}

}  // namespace ipt
