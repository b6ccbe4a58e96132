#pragma once

#include <algorithm>
#include <cstddef>
#include <functional>
#include <random>
#include <vector>

namespace ipt::test {

/// Numbers that a random test draws its choices from. Kept as a list, so that a case that fails can
/// be made smaller: past the end every choice is 0, which by custom is the simplest.
class Tape {
 public:
  explicit Tape(std::vector<unsigned> numbers) : numbers_(std::move(numbers)) {}

  /// A number from 0 to `below` - 1.
  unsigned draw(unsigned below) {
    const unsigned number = next_ < numbers_.size() ? numbers_[next_] : 0;
    ++next_;
    return number % below;
  }

  /// True in one of so many cases, never once the tape has ended.
  bool one_in(unsigned cases) { return draw(cases) == cases - 1; }

 private:
  std::vector<unsigned> numbers_;
  std::size_t next_ = 0;
};

inline std::vector<unsigned> random_numbers(unsigned seed, std::size_t count) {
  std::mt19937 chance{seed};
  std::vector<unsigned> numbers(count);
  for (unsigned& number : numbers) number = static_cast<unsigned>(chance() >> 8U);
  return numbers;
}

/// The smallest list near `numbers` of which `fails` is still true: parts are cut out and numbers
/// made small as long as that goes, at most `attempts` times.
inline std::vector<unsigned> shrunk(std::vector<unsigned> numbers,
                                    const std::function<bool(const std::vector<unsigned>&)>& fails,
                                    int attempts) {
  const auto try_out = [&](const std::vector<unsigned>& candidate) {
    if (attempts <= 0 || candidate == numbers) return false;
    --attempts;
    if (!fails(candidate)) return false;
    numbers = candidate;
    return true;
  };
  for (bool smaller = true; smaller && attempts > 0;) {
    smaller = false;
    for (std::size_t part = numbers.size(); part > 0; part /= 2) {
      for (std::size_t at = 0; at + part <= numbers.size();) {
        std::vector<unsigned> candidate = numbers;
        const auto first = candidate.begin() + static_cast<std::ptrdiff_t>(at);
        candidate.erase(first, first + static_cast<std::ptrdiff_t>(part));
        if (try_out(candidate)) {
          smaller = true;
        } else {
          at += part;
        }
      }
    }
    for (std::size_t at = 0; at < numbers.size(); ++at) {
      constexpr unsigned small = 16;
      for (unsigned lower = 0; lower < std::min(numbers[at], small); ++lower) {
        std::vector<unsigned> candidate = numbers;
        candidate[at] = lower;
        if (!try_out(candidate)) continue;
        smaller = true;
        break;
      }
    }
  }
  return numbers;
}

}  // namespace ipt::test
