// What a copy for a client is made of: every record through all its changes.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <tuple>
#include <vector>

#include "ipt/domain/catalogue.hpp"
#include "ipt/domain/revision.hpp"
#include "ipt/report/client_copy.hpp"
#include "ipt/report/report.hpp"

namespace ipt::report {

/// A record through all its changes. One that came to another course is another one there.
struct RecordLife {
  std::vector<const Revision*> revisions = {};
  bool went_to_another_client = false;  ///< recorded here by mistake, and moved

  [[nodiscard]] const Revision& last() const { return *revisions.back(); }
  [[nodiscard]] bool stands() const { return last().kind != RevisionKind::remove; }
};

/// The history of a client by record, and its fields as a client reads them. What is about somebody
/// else is marked or left out here, so that no list can forget it. Points into the history.
class CopySource {
 public:
  CopySource(const std::vector<RecordedOperation>& history, const Catalogue& catalogue,
             Others others);

  /// The courses by number, as `K7/1`.
  [[nodiscard]] std::vector<std::string> courses() const;
  /// The records of that kind that there are now, by day.
  [[nodiscard]] std::vector<const RecordLife*> standing(const std::string& course,
                                                        std::string_view record) const;
  [[nodiscard]] const RecordLife& life_of(const Revision& revision) const;

  [[nodiscard]] std::string title(const Revision& revision) const;
  /// What a record says, as `{name, value, about_another}`; of an appointment with its note.
  List fields(const RecordLife& life);
  /// What a change altered, as `{name, before, after, about_another}`.
  List changes(const Revision& revision);

  /// Whether the whole record is about somebody else: as it stands, and as a change had it.
  [[nodiscard]] static bool is_about_other(const RecordLife& life);
  [[nodiscard]] bool is_about_other(const Revision& revision) const;
  /// Whether the reason of an operation is about somebody else: that of a move between two clients
  /// speaks of the other one in either copy.
  [[nodiscard]] bool has_reason_about_other(const RecordedOperation& operation) const;
  /// Whether it goes into the copy; that something does not is remembered.
  bool keeps(bool about_other);
  [[nodiscard]] bool left_something_out() const { return left_something_out_; }

 private:
  using Name = std::tuple<std::string, std::string, std::int64_t>;  // course, kind, id

  static Name name_of(const Revision& revision);
  void add_fields(List& list, const Revision& revision);
  [[nodiscard]] std::string spelled(const Revision& revision, std::string_view name,
                                    const std::string& value) const;

  const std::vector<RecordedOperation>& history_;
  const Catalogue& catalogue_;
  Others others_;
  std::map<Name, RecordLife> lives_ = {};
  bool left_something_out_ = false;
};

}  // namespace ipt::report
