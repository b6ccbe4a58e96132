#pragma once

#include <sys/types.h>

#include <cstdint>
#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "ipt/base/error.hpp"
#include "ipt/domain/course.hpp"
#include "ipt/store/store.hpp"
#include "store/sqlite.hpp"
#include "support/temporary_folder.hpp"

namespace ipt::test {

/// A fresh folder, and in it the place of a store that is not there yet.
class Place {
 public:
  [[nodiscard]] const std::filesystem::path& folder() const { return folder_.path(); }
  [[nodiscard]] std::string store() const { return file("ipt.db"); }
  [[nodiscard]] std::string file(std::string_view name) const { return (folder() / name).string(); }

 private:
  TemporaryFolder folder_;
};

/// The names in a folder, sorted.
std::vector<std::string> names_in(const std::filesystem::path& folder);
std::string bytes_of(const std::string& path);
void write_bytes(const std::string& path, std::string_view bytes);
/// The permissions of a file or folder, such as 0600.
mode_t mode_of(const std::string& path);

/// The file mode mask of the program, until the end of the scope.
class PrivateUmask {
 public:
  PrivateUmask();
  PrivateUmask(const PrivateUmask&) = delete;
  PrivateUmask& operator=(const PrivateUmask&) = delete;
  PrivateUmask(PrivateUmask&&) = delete;
  PrivateUmask& operator=(PrivateUmask&&) = delete;
  ~PrivateUmask();

 private:
  mode_t before_;
};

/// Until the end of the scope permissions hold for root as well.
class PermissionsHold {
 public:
  PermissionsHold();
  PermissionsHold(const PermissionsHold&) = delete;
  PermissionsHold& operator=(const PermissionsHold&) = delete;
  PermissionsHold(PermissionsHold&&) = delete;
  PermissionsHold& operator=(PermissionsHold&&) = delete;
  ~PermissionsHold();

 private:
  std::uint32_t before_ = 0;
};

/// A process of our own: SQLite is configured for one thread, so concurrency is made of processes.
/// Its exit status is what `work` returns, 99 after an exception.
pid_t start_child(const std::function<int()>& work);
int status_of(pid_t child);
inline int in_child(const std::function<int()>& work) { return status_of(start_child(work)); }

/// What the plain `sqlite3` shell answers to a statement on a file; both streams in `output`.
struct ShellAnswer {
  int status = 0;
  std::string output = {};
};
ShellAnswer sqlite3_shell(const std::string& path, const std::string& sql);

/// What `work` is refused with; the code is empty when it is not refused.
Explanation refusal(const std::function<void()>& work);

Date day(std::string_view iso);
ClientCode client(std::string_view code);
Course acute_course(std::string_view code);
/// Links, notes, questions: everything that an appointment can hold.
Appointment full_appointment(std::string_view date);
Score phq9(std::string_view date, int total);
store::Operation operation(std::string reason = {});

store::Store new_store(const std::string& path);
store::CourseId add_course(store::Store& store, const Course& course);

/// The connection behind records, to look at what no public call shows.
store::Database& database_of(const store::Records& records);

/// The first column of the first row; the query must have one.
std::int64_t number(store::Database& database, const std::string& sql);
std::string text(store::Database& database, const std::string& sql);
/// The first column of every row.
std::vector<std::string> texts(store::Database& database, const std::string& sql);

/// The same, of a store.
std::int64_t number(const store::Store& store, const std::string& sql);
std::vector<std::string> texts(const store::Store& store, const std::string& sql);

/// The tables that have a history.
std::vector<std::string> record_table_names();

/// Fields in which the last revision of a record differs from the record, as `table.column`.
std::vector<std::string> differences_from_history(const store::Store& store);

/// A definition of the user's own in which every field says something of its own.
Instrument full_definition();

}  // namespace ipt::test
