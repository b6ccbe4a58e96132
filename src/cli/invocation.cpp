#include "cli/invocation.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <filesystem>

#include "cli/delivery.hpp"
#include "cli/flags.hpp"
#include "cli/output.hpp"
#include "cli/progress_line.hpp"
#include "cli/rendered.hpp"
#include "ipt/base/error.hpp"
#include "ipt/base/text.hpp"

namespace ipt::cli {
namespace {

constexpr std::size_t longest_text = 1024 * 1024;

// At the default place the first course makes the store, which is easier said than a path.
store::Store open_store(const StorePlace& place, store::Store::Access access) {
  try {
    return store::Store::open(place.path, access);
  } catch (const Error& error) {
    Explanation explanation = error.explanation();
    if (!place.is_default || explanation.code != "store_missing") throw;
    explanation.attempt = "ipt course create K7, which makes it, or ipt db init";
    throw Error(std::move(explanation));
  }
}

}  // namespace

std::string checked_text(const std::string& text, std::string_view what) {
  if (text.size() > longest_text) {
    throw Error({.exit = Exit::usage,
                 .code = "text_too_long",
                 .wrong = fmt::format("{} is longer than a text may be", what),
                 .allowed = "A text has at most 1 MiB.",
                 .attempt = "a shorter text"});
  }
  if (!is_utf8(text) || text.find('\0') != std::string::npos) {
    throw Error({.exit = Exit::usage,
                 .code = "not_utf8",
                 .wrong = fmt::format("{} is not valid UTF-8 text", what),
                 .allowed = "Text is UTF-8 without NUL bytes.",
                 .attempt = "saving the file as UTF-8"});
  }
  return std::string{trimmed(text)};
}

namespace {

void tell_warnings(World& world, std::span<const report::Report> reports) {
  for (const report::Report& report : reports) {
    for (const report::Warning& warning : report.warnings) {
      world.err(fmt::format("ipt: warning: {}\n", escaped_for_terminal(warning.message)));
    }
  }
}

Change repeated_answer(const std::string& answer, Date today) {
  Change change{.reference = answer, .report = {.schema = "ipt.op-id/1", .as_of = today}};
  add_outcome(change.report.data, report::Outcome::already_saved);
  change.report.data.add("reference", answer);
  change.report.blocks.emplace_back(
      report::Note{.text = "Already saved as {reference}; this --op-id was used for it."});
  return change;
}

}  // namespace

std::optional<Date> Invocation::date(const Flag& flag, Ahead ahead) const {
  return arguments_.read(
      flag, [&](const std::string& text) { return resolve_date(text, today(), ahead, flag.name); });
}

std::string Invocation::text(const Flag& flag) const {
  return arguments_
      .read(flag, [&](const std::string& text) { return checked_text(text, flag.name); })
      .value_or("");
}

std::string Invocation::required_text(const Flag& flag) const {
  arguments_.require(flag);
  return text(flag);
}

std::string Invocation::text_word(std::size_t index) const {
  std::string text = checked_text(arguments_.word(index), "the text");
  if (!text.empty()) return text;
  throw Error({.exit = Exit::usage,
               .code = "value_empty",
               .wrong = "the text is empty",
               .allowed = "It says what is to be recorded.",
               .attempt = "-e, to write it in the editor"});
}

std::string Invocation::text_of_file(const Flag& flag) const {
  const auto path = arguments_.find(flag);
  if (!path) return {};
  const std::size_t most = longest_text + 1;  // so that too much is seen to be too much
  return checked_text(*path == "-" ? world_.read_input(most) : read_file(*path, most), flag.name);
}

CourseRecord Invocation::course(const std::string& reference) {
  const CourseReference wanted = read_course_reference(reference);
  auto stored = read([&](const store::Records& records) {
    catalogue_ = records.catalogue();
    return records.course(wanted);
  });
  return known_on(std::move(stored.record), as_of(), today());
}

std::vector<CourseRecord> Invocation::courses(const store::CourseFilter& filter) {
  auto stored = read([&](const store::Records& records) {
    catalogue_ = records.catalogue();
    return records.courses(filter);
  });
  std::vector<CourseRecord> records;
  records.reserve(stored.size());
  for (store::StoredCourse& each : stored) {
    records.push_back(known_on(std::move(each.record), as_of(), today()));
  }
  return records;
}

store::CourseFilter Invocation::caseload() const {
  store::CourseFilter filter{};
  if (as_of() < today()) filter.begun_by = as_of();  // others have started since that day
  if (const auto code = arguments_.find(flags::therapist)) {
    filter.therapist = TherapistCode::read(*code, flags::therapist.name);
  }
  return filter;
}

std::vector<CourseRecord> Invocation::open_courses() {
  store::CourseFilter filter = caseload();
  if (as_of() < today()) filter.ended_from = as_of().plus_days(1);  // open on that day
  std::vector<CourseRecord> records = courses(filter);
  std::erase_if(records, [](const CourseRecord& each) { return each.course.end.has_value(); });
  return records;
}

const Catalogue& Invocation::catalogue() {
  if (!catalogue_) {
    const auto place = find_store_place(world_, arguments_);
    // An empty file is what is left of a store that could not be made. What is no store, or cannot
    // be looked at, is refused where it is opened.
    std::error_code none;
    const bool is_there = place && std::filesystem::exists(place->path, none) &&
                          !std::filesystem::is_empty(place->path, none);
    catalogue_ = is_there ? read([](const store::Records& records) { return records.catalogue(); })
                          : Catalogue{};
  }
  return *catalogue_;
}

void Invocation::look_up_catalogue_to_begin() {
  try {
    static_cast<void>(catalogue());
  } catch (const Error& error) {
    if (error.explanation().exit != Exit::store) throw;
    catalogue_ = Catalogue{};
  }
}

bool Invocation::is_dry_run() const { return arguments_.given(flags::dry_run); }

report::Outcome Invocation::outcome(const store::Changes& changes) const {
  if (!changes.has_changed()) return report::Outcome::already_saved;
  return is_dry_run() ? report::Outcome::would_save : report::Outcome::saved;
}

void Invocation::tell_about(const store::Store& store, const std::string& path) {
  for (const std::string& each : store.remarks()) remark(each);
  if (store.is_new()) {
    remark(fmt::format(
        "made {}: only you can read this file; it is not encrypted: use disk encryption", path));
  }
  if (settings_.verbose) {
    remark(fmt::format("store {}, today {}", path, with_weekday(settings_.today)));
  }
}

store::Store Invocation::open_for_reading() {
  const StorePlace place = store_place(world_, arguments_);
  store::Store store = open_store(place, store::Store::Access::read);
  tell_about(store, place.path);
  return store;
}

store::Store Invocation::open_for_writing(bool may_begin) {
  const StorePlace place = store_place(world_, arguments_);
  const bool begins = may_begin && place.is_default && !arguments_.given(flags::dry_run);
  store::Store store = begins ? store::Store::create(place.path, true)
                              : open_store(place, store::Store::Access::write);
  tell_about(store, place.path);
  if (settings_.today_is_fixed) {
    remark(fmt::format("IPT_TODAY fixes today as {}", with_weekday(settings_.today)));
  }
  return store;
}

bool Invocation::make_store() {
  const StorePlace place = store_place(world_, arguments_);
  if (arguments_.given(flags::dry_run)) return false;
  const store::Store store = store::Store::create(place.path, place.is_default);
  tell_about(store, place.path);
  return store.is_new();
}

std::string Invocation::store_path() const { return store_place(world_, arguments_).path; }

BackedUp Invocation::back_up(const std::string& path) {
  require_not_the_store(world_, arguments_, path);
  const store::BackupTarget target{.path = path, .day = today(), .existing = existing(arguments_)};
  store::Store store = open_for_writing(false);
  if (is_dry_run()) {
    BackedUp planned{.copy = store.read([](const auto& records) { return records.facts(); })};
    planned.copy.path = store::backup_path(target, planned.copy.head);
    return planned;
  }
  BackedUp done{.copy = store.back_up(target)};
  try {
    done.is_noted = store.write(operation(""), store::Commit::keep, [&](store::Changes& changes) {
      changes.note_backup(done.copy.path);
      return true;
    });
  } catch (const Error&) {
    return done;  // the backup is there all the same, of a store in a folder that is read-only too
  }
  return done;
}

store::Operation Invocation::operation(const std::string& reason) const {
  store::Operation operation{
      .actor = choice(Key::actor).value.value(), .at = world_.now, .today = settings_.today};
  operation.command = arguments_.command();
  operation.reason = reason;
  if (const auto op_id = arguments_.find(flags::op_id)) {
    constexpr std::size_t longest_id = 128;
    const bool printable = std::ranges::all_of(*op_id, [](char c) { return c > ' ' && c <= '~'; });
    if (op_id->empty() || op_id->size() > longest_id || !printable) {
      throw Error({.exit = Exit::usage,
                   .code = "op_id_malformed",
                   .wrong = fmt::format("--op-id '{}' is not allowed", *op_id),
                   .allowed = "An id has 1 to 128 printable ASCII characters without spaces.",
                   .attempt = "--op-id weekly-2026-W47-17"});
    }
    operation.op_id = *op_id;
    operation.request = arguments_.request();
  }
  return operation;
}

Change Invocation::commit(store::Store& store, const store::Operation& operation,
                          const std::function<Change(store::Changes&)>& work) {
  const std::string& op_id = operation.op_id;
  const auto how = is_dry_run() ? store::Commit::dry_run : store::Commit::keep;
  return store.write(operation, how, [&](store::Changes& changes) {
    if (!op_id.empty()) {
      if (const auto answer = changes.kept_answer()) return repeated_answer(*answer, today());
    }
    catalogue_ = changes.catalogue();
    Change change = work(changes);
    if (!op_id.empty() && changes.has_changed()) changes.keep_answer(change.reference);
    return change;
  });
}

void Invocation::change(const std::string& reason,
                        const std::function<Change(store::Changes&)>& work) {
  // What is wrong with the operation is said before the store is touched.
  const store::Operation operation = this->operation(reason);
  store::Store store = open_for_writing(false);
  print_echo(commit(store, operation, work).report);
}

void Invocation::change_or_begin(const std::string& reason,
                                 const std::function<Change(store::Changes&)>& work) {
  const store::Operation operation = this->operation(reason);
  store::Store store = open_for_writing(true);
  print_echo(commit(store, operation, work).report);
}

void Invocation::print_echo(report::Report report) {
  if (settings_.quiet && settings_.format == Format::text) {
    std::erase_if(report.blocks, [](const report::Block& block) {
      const auto* note = std::get_if<report::Note>(&block);
      return note == nullptr || note->tone < report::Tone::news;
    });
  }
  print(report);
}

void Invocation::print(const report::Report& report) { print(std::span{&report, 1}); }

void Invocation::print(std::span<const report::Report> reports) {
  tell_remarks();
  if (settings_.format != Format::json) tell_warnings(world_, reports);
  const std::string name = reports.empty() ? std::string{} : reports.front().file_name;
  deliver(world_, arguments_, settings_, rendered(reports, settings_),
          file_name(name, settings_.format));
}

report::Gravity Invocation::least_gravity(report::Gravity usual) const {
  const auto asked = arguments_.read(flags::fail_on, [](const std::string& word) {
    if (lower(word) == "warn") return report::Gravity::warn;
    if (lower(word) == "fail") return report::Gravity::fail;
    if (lower(word) == "risk") return report::Gravity::risk;
    const std::vector<std::string> allowed = {"warn", "fail", "risk"};
    refuse_word(word, flags::fail_on.name, allowed);
  });
  return asked.value_or(usual);
}

void Invocation::judge(report::Gravity found, report::Gravity least) {
  if (least != report::Gravity::none && found >= least) exit_ = Exit::findings;
}

void Invocation::print_and_judge(const report::Report& report, report::Gravity usual) {
  const report::Gravity least = least_gravity(usual);
  print(report);
  judge(report.gravity, least);
}

void Invocation::print_all_and_judge(report::Report together, std::size_t count,
                                     const std::function<report::Report(std::size_t)>& make) {
  const report::Gravity least = least_gravity(report::Gravity::none);
  const bool each_is_a_file = arguments_.given(flags::output_dir);
  ProgressLine progress{world_, count, "reports"};
  std::vector<report::Report> reports;
  for (std::size_t i = 0; i < count; ++i) {
    report::Report report = make(i);
    judge(report.gravity, least);
    if (each_is_a_file) {
      print(report);
    } else {
      reports.push_back(std::move(report));
    }
    progress.step();
  }
  if (each_is_a_file) return;
  if (settings_.format != Format::json && !reports.empty()) return print(reports);
  add_all(together, std::move(reports));
  print(together);
}

void Invocation::print_or(report::Report report, bool empty, const std::string& nothing) {
  if (!empty) return print(report);
  if (settings_.format == Format::text && !is_for_file(arguments_)) {
    if (!settings_.quiet) world_.out(nothing + "\n");
    return;
  }
  report.blocks.emplace_back(report::Note{.text = nothing});  // an empty page looks broken
  print(report);
}

void Invocation::remark(std::string_view text) {
  // A command that opens the store twice says what it is once.
  if (std::ranges::find(told_, text) != told_.end()) return;
  told_.emplace_back(text);
  remarks_ += fmt::format("ipt: {}\n", escaped_for_terminal(text));
  if (settings_.format != Format::json) tell_remarks();
}

// With --json an error is the one thing on stderr, so remarks wait until there is a result.
void Invocation::tell_remarks() {
  if (!remarks_.empty()) world_.err(remarks_);
  remarks_.clear();
}

}  // namespace ipt::cli
