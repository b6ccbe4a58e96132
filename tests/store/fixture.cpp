#include "store/fixture.hpp"

#include <doctest/doctest.h>
#include <fcntl.h>
#include <fmt/core.h>
#include <linux/capability.h>
#include <spawn.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <cstdio>
#include <fstream>
#include <iterator>

#include "ipt/domain/catalogue.hpp"
#include "ipt/domain/instrument.hpp"
#include "store/schema.hpp"

// A test that an error ends says what SQLite said.
REGISTER_EXCEPTION_TRANSLATOR(const ipt::Error& error) {
  return doctest::String{fmt::format("{}: {}", error.what(), error.explanation().allowed).c_str()};
}

namespace ipt::test {
namespace {

namespace fs = std::filesystem;
using store::Database;
using store::Records;
using store::Statement;
using store::Store;

// Asks the system, or tells it, which capabilities this process uses.
std::uint32_t effective_capabilities() {
  __user_cap_header_struct header{.version = _LINUX_CAPABILITY_VERSION_3, .pid = 0};
  std::array<__user_cap_data_struct, 2> sets{};
  ::syscall(SYS_capget, &header, sets.data());
  return sets[0].effective;
}

void use_capabilities(std::uint32_t effective) {
  __user_cap_header_struct header{.version = _LINUX_CAPABILITY_VERSION_3, .pid = 0};
  std::array<__user_cap_data_struct, 2> sets{};
  ::syscall(SYS_capget, &header, sets.data());
  sets[0].effective = effective;
  ::syscall(SYS_capset, &header, sets.data());
}

// Opens the protected door of `Records`.
class Opened : public Records {
 public:
  explicit Opened(const Records& records) : Records(records) {}
  using Records::database;
};

}  // namespace

std::vector<std::string> names_in(const fs::path& folder) {
  std::vector<std::string> names;
  for (const auto& entry : fs::directory_iterator{folder}) names.push_back(entry.path().filename());
  std::ranges::sort(names);
  return names;
}

std::string bytes_of(const std::string& path) {
  std::ifstream file{path, std::ios::binary};
  REQUIRE(file);
  return {std::istreambuf_iterator<char>{file}, {}};
}

void write_bytes(const std::string& path, std::string_view bytes) {
  std::ofstream file{path, std::ios::binary | std::ios::trunc};
  file.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  REQUIRE(file.flush());
}

mode_t mode_of(const std::string& path) {
  struct stat facts {};
  REQUIRE(::stat(path.c_str(), &facts) == 0);
  constexpr mode_t permissions = 07777;
  return facts.st_mode & permissions;
}

PrivateUmask::PrivateUmask() : before_(::umask(S_IRWXG | S_IRWXO)) {}

PrivateUmask::~PrivateUmask() { ::umask(before_); }

PermissionsHold::PermissionsHold() : before_(effective_capabilities()) {
  use_capabilities(before_ & ~((1U << CAP_DAC_OVERRIDE) | (1U << CAP_DAC_READ_SEARCH)));
}

PermissionsHold::~PermissionsHold() { use_capabilities(before_); }

pid_t start_child(const std::function<int()>& work) {
  std::fflush(nullptr);  // or the child prints it again
  const pid_t child = ::fork();
  REQUIRE(child >= 0);
  if (child > 0) return child;
  constexpr int failed = 99;
  int status = failed;
  try {
    status = work();
  } catch (const Error& error) {
    fmt::print(stderr, "child: {} {}\n", error.what(), error.explanation().allowed);
  } catch (const std::exception& error) {
    fmt::print(stderr, "child: {}\n", error.what());
  }
  ::_exit(status);
}

int status_of(pid_t child) {
  int status = 0;
  REQUIRE(::waitpid(child, &status, 0) == child);
  return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

ShellAnswer sqlite3_shell(const std::string& path, const std::string& sql) {
  const Place place;
  const std::string output = place.file("output");
  std::array<std::string, 5> words = {"sqlite3", "-batch", "-bail", path, sql};
  std::array<char*, 6> arguments{};
  std::ranges::transform(words, arguments.begin(), [](std::string& word) { return word.data(); });
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, output.c_str(), O_WRONLY | O_CREAT,
                                   S_IRUSR | S_IWUSR);
  posix_spawn_file_actions_adddup2(&actions, STDOUT_FILENO, STDERR_FILENO);
  pid_t shell = 0;
  const int fault = ::posix_spawnp(&shell, "sqlite3", &actions, nullptr, arguments.data(), environ);
  posix_spawn_file_actions_destroy(&actions);
  REQUIRE_MESSAGE(fault == 0, "the sqlite3 shell is needed for this test");
  const int status = status_of(shell);
  return {.status = status, .output = bytes_of(output)};
}

Explanation refusal(const std::function<void()>& work) {
  try {
    work();
  } catch (const Error& error) {
    return error.explanation();
  }
  return {.exit = Exit::done};
}

Date day(std::string_view iso) { return Date::from_iso(iso).value(); }

ClientCode client(std::string_view code) { return ClientCode::read(code, "client code"); }

Course acute_course(std::string_view code) {
  return {.client = client(code),
          .start = day("2026-09-07"),
          .contract = {.planned = 12, .cadence_days = 7, .split = quarter_split(12)},
          .instruments = {"phq9"}};
}

Appointment full_appointment(std::string_view date) {
  return {.date = day(date),
          .attendance = Attendance::attended_late,
          .minutes = 50,
          .mode = Mode::video,
          .focus = Focus::transition,
          .link = "the week after the move",
          .techniques = {Technique::affect, Technique::link},
          .task = "write the letter",
          .question = "stay with the move?",
          .milestones = {Milestone::diagnosis_named},
          .risks = {Risk::passive_ideation},
          .risk_action = "plan agreed",
          .recorded = true,
          .next = day(date).plus_days(7),
          .note = "spoke of the old team"};
}

Score phq9(std::string_view date, int total) {
  return Score::from_total(Catalogue{}.instrument("phq9"), day(date), Points::whole(total));
}

store::Operation operation(std::string reason) {
  using namespace std::chrono_literals;
  return {.actor = "T1",
          .at = std::chrono::sys_days{std::chrono::year{2026} / 11 / 23} + 20h + 4min + 5s + 123ms,
          .today = day("2026-11-23"),
          .reason = std::move(reason)};
}

Store new_store(const std::string& path) { return Store::create(path, false); }

store::CourseId add_course(Store& store, const Course& course) {
  return store.write(operation(), store::Commit::keep,
                     [&](store::Changes& changes) { return changes.add_course(course); });
}

Database& database_of(const Records& records) { return Opened{records}.database(); }

std::int64_t number(Database& database, const std::string& sql) {
  Statement row{database, sql.c_str()};
  row.bind();
  REQUIRE_MESSAGE(row.step(), sql);
  return row.integer(0);
}

std::string text(Database& database, const std::string& sql) {
  Statement row{database, sql.c_str()};
  row.bind();
  REQUIRE_MESSAGE(row.step(), sql);
  return row.text(0);
}

std::vector<std::string> texts(Database& database, const std::string& sql) {
  Statement row{database, sql.c_str()};
  row.bind();
  std::vector<std::string> all;
  while (row.step()) all.push_back(row.text(0));
  return all;
}

std::int64_t number(const Store& store, const std::string& sql) {
  return store.read([&](const Records& records) { return number(database_of(records), sql); });
}

std::vector<std::string> texts(const Store& store, const std::string& sql) {
  return store.read([&](const Records& records) { return texts(database_of(records), sql); });
}

std::vector<std::string> record_table_names() {
  std::vector<std::string> names;
  for (const store::RecordTable& table : store::record_tables()) names.emplace_back(table.name);
  return names;
}

std::vector<std::string> differences_from_history(const Store& store) {
  std::vector<std::string> differences;
  for (const std::string& table : record_table_names()) {
    for (const std::string& column :
         texts(store, fmt::format("SELECT name FROM pragma_table_info('{}')", table))) {
      const std::int64_t count = number(
          store,
          fmt::format(
              "SELECT count(*) FROM {0} LEFT JOIN (SELECT max(seq), entity_id, kind, payload "
              "FROM revision WHERE entity = '{0}' GROUP BY entity_id) AS last "
              "ON last.entity_id = {0}.id WHERE payload IS NULL OR last.kind = 'delete' OR "
              "json_extract(payload, '$.state.{1}') COLLATE BINARY IS NOT "
              "iif(typeof({0}.{1}) = 'blob', lower(hex({0}.{1})), {0}.{1})",
              table, column));
      if (count > 0) differences.push_back(table + "." + column);
    }
  }
  return differences;
}

Instrument full_definition() {
  return {.code = "mood-5",
          .version = 1,
          .name = "Mood \"today\" = gr\xc3\xbc\xc3\x9f",
          .measures = "mood; over one day",
          .entry = Entry::items,
          .topics = {"low = bad", "tired", "item 3"},
          .item_min = 1,
          .item_max = 5,
          .reversed = {2, 3},
          .scoring = Scoring::mean,
          .max_missing = 1,
          .total_min = Points::whole(1),
          .total_max = Points::whole(5),
          .decimals = 2,
          .direction = Direction::higher_better,
          .bands = {{Points::whole(1), "low = poor"}, {Points::hundredths(250), "fair"}},
          .case_at = Points::hundredths(225),
          .error = MeasurementError{.sd = 6.18, .reliability = 0.893},
          .remission_at = Points::hundredths(405),
          .response_by_half = true,
          .percent_per_point = 4,
          .norms = Norms{.clinical = {.mean = 1.9, .sd = 0.75},
                         .functional = {.mean = 4.123456, .sd = 1}},
          .risk = RiskItem{.number = 2, .at = 3, .max = 5, .topic = "tired"},
          .loinc_panel = "1-1",
          .loinc_total = "1-2",
          .snomed_total = "99",
          .licence = "mine",
          .sources = {{"definition", "defined by the user on 2026-11-23: a = b"},
                      {"cut-off", "nobody"}}};
}

}  // namespace ipt::test
