#pragma once

#include <array>
#include <vector>

#include "cli/flags.hpp"
#include "cli/invocation.hpp"

// The commands of `ipt db` that show whether records can be trusted.
namespace ipt::cli::db {

/// What a store, or a copy of one, is and holds.
void add_facts(report::Object& data, const store::StoreFacts& facts);
/// The words for the same.
std::vector<report::Fact> facts_held();

/// What was checked, a row a part, with each finding and remark; see `store::Verification`.
void add_verification(report::Report& report, const store::Verification& verification);

inline constexpr std::array verify_flags = {&flags::quick, &flags::anchors};
void verify(Invocation& invocation);

inline constexpr std::array restore_flags = {&flags::test, &flags::dry_run, &flags::actor};
void restore(Invocation& invocation);

}  // namespace ipt::cli::db
