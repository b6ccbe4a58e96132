#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "ipt/base/date.hpp"
#include "ipt/base/period.hpp"
#include "ipt/domain/catalogue.hpp"
#include "ipt/domain/course.hpp"
#include "ipt/domain/erasure.hpp"
#include "ipt/domain/revision.hpp"
#include "ipt/store/backup.hpp"
#include "ipt/store/verification.hpp"

namespace ipt::store {

class Database;
struct HistoryContext;

enum class CourseId : std::int64_t {};

/// What the store calls a record: its row in this store, and its name across stores.
struct Identity {
  std::int64_t id = 0;
  std::vector<std::byte> uuid = {};
};

/// A record of a course together with what the store calls it.
struct StoredCourse {
  CourseId id{};
  CourseRecord record;
};

/// Which courses a list is about: those that are open, and what is asked for beside them.
struct CourseFilter {
  bool ended_too = false;
  std::optional<TherapistCode> therapist = {};
  std::optional<Date> ended_from = {};  ///< those too that ended on that day or later
  std::optional<Date> begun_by = {};    ///< but none that starts later
};

/// Which clients a list of codes is about.
enum class Clients { all, with_open_course };

/// One command that writes: who, when, why. Every change it makes carries this into the history.
struct Operation {
  std::string actor;
  std::chrono::sys_time<std::chrono::milliseconds> at;
  Date today;
  std::string command = {};  ///< `session log`
  std::string reason = {};
  std::string op_id = {};  ///< given by a script so that a repeat is recognised; may be empty
  std::vector<std::string> request = {};  ///< all that was asked: an id belongs to one request
};

/// `db info`: what the file is and how much it holds.
struct StoreFacts {
  std::string path;
  std::int64_t schema = 0;
  std::int64_t bytes = 0;
  std::int64_t clients = 0;
  std::int64_t courses = 0;
  std::int64_t open_courses = 0;
  std::int64_t appointments = 0;
  std::int64_t sessions = 0;
  std::int64_t scores = 0;
  std::int64_t revisions = 0;
  std::optional<std::string> last_change;  ///< UTC
  std::optional<Head> head = {};           ///< nothing before the first change
};

/// What a transaction sees. A public call of the store is one transaction, so whatever is read and
/// decided within it still holds when it is committed.
class Records {
 public:
  explicit Records(Database& database) : database_(database) {}

  /// The course that a reference means: of `K7` the open one, else the latest. Throws `Error`: exit
  /// 3 `client_not_found`, `course_not_found`; exit 4 `course_ambiguous` when an acute and a
  /// maintenance course are both open.
  [[nodiscard]] StoredCourse course(const CourseReference& reference) const;

  /// The courses of a client by number; empty for an unknown client.
  [[nodiscard]] std::vector<Course> courses_of(const ClientCode& client) const;

  /// Ordered by client code, then number. Throws `Error` (exit 3, `therapist_not_found`) for a
  /// therapist that no course names.
  [[nodiscard]] std::vector<StoredCourse> courses(const CourseFilter& filter) const;

  /// Hands the same courses to `visit`, one at a time, so that a report which keeps a line of each
  /// needs little memory. `visit` may read from the store. Throws as `courses`.
  void each_record(const CourseFilter& filter,
                   const std::function<void(StoredCourse)>& visit) const;

  /// The code of a therapist as it was first written. Throws as `courses`.
  [[nodiscard]] TherapistCode therapist(const TherapistCode& code) const;

  /// The same, ended ones too, of which a question for supervision is open or was answered on or
  /// after a day; whoever has none costs nothing.
  [[nodiscard]] std::vector<StoredCourse> courses_with_questions(
      Date answered_from, const std::optional<TherapistCode>& therapist) const;

  /// Hands every course to `visit`, one at a time in the order in which they were created, so that
  /// a caseload of any size is walked in little memory. A record holds what says how a course goes:
  /// contract, focus, pauses and breaks, appointments with their attendance, scores; none of its
  /// texts but the diagnosis. `visit` reads nothing else from the store. Throws as `courses`.
  void each_course(const CourseFilter& filter,
                   const std::function<void(CourseRecord)>& visit) const;

  /// The codes of clients that begin so (letter case ignored), in their order. Of more than `most`
  /// the first ones and the last of all: what these begin with, all begin with.
  [[nodiscard]] std::vector<ClientCode> codes_beginning(std::string_view beginning, Clients which,
                                                        int most) const;

  /// The therapist's leave, for all open courses, by date.
  [[nodiscard]] std::vector<Absence> breaks() const;

  /// The instruments of the program and the user's own.
  [[nodiscard]] Catalogue catalogue() const;

  /// Whether any course has a score of that instrument, of whatever version.
  [[nodiscard]] bool has_scores(const std::string& instrument) const;

  [[nodiscard]] StoreFacts facts() const;

  /// The last backup that was noted by a day, wherever it lies now.
  [[nodiscard]] std::optional<BackupNote> last_backup(Date as_of) const;

  /// Every backup that was noted, the last one first.
  [[nodiscard]] std::vector<BackupNote> backups() const;

  /// Every operation that changed something of a client, oldest first, also when nothing of the
  /// client is left; a record that was moved to another client up to that. Of one course when it is
  /// named. Throws `Error` (exit 3, `client_not_found`) for a code that was never used.
  [[nodiscard]] std::vector<RecordedOperation> history(const CourseReference& reference) const;
  /// The same of one break of the therapist.
  [[nodiscard]] std::vector<RecordedOperation> history_of_break(int number) const;

  /// What was changed within these days and stayed so, by the order of entry: of courses, their
  /// appointments with notes, scores, contacts, focus, pauses and breaks, contract. Left out are
  /// new records that are dated within these days or later, and those that an import brought.
  [[nodiscard]] std::vector<NetChange> changed_within(const Days& days) const;

  /// The operation that `undo` takes back next: the last one that was not taken back.
  [[nodiscard]] std::optional<RecordedOperation> undoable() const;
  /// The undo that `undo --redo` takes back next; nothing once something new was written.
  [[nodiscard]] std::optional<RecordedOperation> redoable() const;

 protected:
  [[nodiscard]] Database& database() const { return database_; }

 private:
  Database& database_;
};

/// Writing within a transaction. The history follows by itself, and so do ids. The caller has asked
/// the domain whether the change may be made; what a schema can state is checked again here.
class Changes : public Records {
 public:
  Changes(Database& database, HistoryContext& context);

  /// Adds the client when this is the first course. The number is the client's next one; a
  /// maintenance course is linked to the client's latest acute course.
  CourseId add_course(const Course& course);
  /// Numbers of records count up from 1 within a course; each call returns the new one.
  int add_focus(CourseId course, const FocusEpisode& episode);
  int add_absence(std::optional<CourseId> course, const Absence& absence);
  int add_contract_change(CourseId course, const ContractChange& change);
  /// A score entered outside a session gets a number.
  std::optional<int> add_score(CourseId course, const Score& score, bool outside_session);
  void add_appointment(CourseId course, const Appointment& appointment);
  /// A version of a definition of the user's own; code and version are new together.
  void add_instrument(const Instrument& instrument);

  void update_focus(CourseId course, const FocusEpisode& episode);
  /// Replaces the appointment of a day; its date may change. Its question keeps its answer, and is
  /// not taken out once it was answered.
  void update_appointment(CourseId course, Date date, const Appointment& appointment);
  /// Replaces the score of that instrument and day; it keeps the version that it names.
  void update_score(CourseId course, const Score& score);
  /// Dates a score anew.
  void move_score(CourseId course, const std::string& instrument, Date from, Date to);
  void remove_score(CourseId course, const std::string& instrument, Date date);
  /// Everything that was agreed at the start, as `course` now says; client, number and kind stay.
  void update_course(CourseId course, const Course& now);
  void end_course(CourseId course, const CourseEnd& end);
  void reopen_course(CourseId course);
  void update_absence(CourseId course, const Absence& pause);
  /// With its note, its question and the scores that were entered with it.
  void remove_appointment(CourseId course, Date date);
  /// The same, to another course, an answer of supervision with it. It is taken out of the one and
  /// comes into the other, so that the history of each client tells of its own record alone.
  void move_appointment(CourseId from, const Appointment& appointment,
                        const std::vector<Score>& scores, CourseId to);
  void remove_focus(CourseId course, int number);
  void remove_absence(std::optional<CourseId> course, int number);
  void remove_contract_change(CourseId course, int number);

  int add_goal(CourseId course, const Goal& goal);
  /// Text, day and ratings as `goal` now says.
  void update_goal(CourseId course, const Goal& goal);
  /// A version of what is said about a person; label and day name it.
  void add_person(CourseId course, const std::string& label, const PersonVersion& version);
  void update_person(CourseId course, const std::string& label, const PersonVersion& version);
  void remove_person(CourseId course, const std::string& label, Date version);
  int add_event(CourseId course, const LifeEvent& event);
  void update_event(CourseId course, const LifeEvent& event);
  void remove_event(CourseId course, int number);
  /// The version of a day: adds it, or replaces what it says.
  void write_formulation(CourseId course, const Formulation& version);
  void remove_formulation(CourseId course, Date version);
  int add_contact(CourseId course, const Contact& contact);
  void update_contact(CourseId course, const Contact& contact);
  void remove_contact(CourseId course, int number);
  /// A question that was asked outside a session.
  int add_question(CourseId course, const Question& question);
  /// Answer, minutes and day of the answer as `question` now says.
  void answer_question(CourseId course, const Question& question);
  int add_dismissal(CourseId course, const Dismissal& dismissal);

  void recode(const ClientCode& client, const ClientCode& code);

  /// Erases everything held of a client, also what was moved to another client, and blanks every
  /// change of it in the history; a tombstone stays. The file has to be rewritten afterwards, see
  /// `Store::rewrite`. Throws `Error` (exit 3, `client_not_found`) for a code that was never used.
  Erasure purge(const ClientCode& client, PurgeGround ground);
  /// Blanks what these changes held but for how each record stands now; what is not there any more
  /// is blanked whole. Answers with no change when there is nothing to blank.
  Erasure redact(const std::vector<Revision>& told);

  /// Notes where a backup was made, without history: it is no record of a client.
  void note_backup(const std::string& path);

  /// Whether anything was changed since the transaction began.
  [[nodiscard]] bool has_changed() const;

  /// Restores what every record that `operation` changed was before it, the last change first, and
  /// answers with the operation that this makes. Throws `Error` (exit 5, `store_damaged`) when an
  /// earlier state is missing.
  RecordedOperation take_back(const RecordedOperation& operation);

  /// What was answered when this operation's id was kept; nothing when it was not, or when that was
  /// taken back. Throws `Error` (exit 4, `op_id_taken`) when it was kept for another request.
  [[nodiscard]] std::optional<std::string> kept_answer() const;
  /// Keeps the operation's id with its answer, so that a repeat gets the same answer.
  void keep_answer(const std::string& answer);

 private:
  struct KnownQuestion {
    Identity identity;
    Question question;
  };

  std::int64_t next_id() const;
  std::int64_t client_id(const ClientCode& code);
  std::vector<std::byte> fresh_uuid() const;
  std::int64_t appointment_id(CourseId course, Date date) const;
  void insert_score(CourseId course, const Identity& identity, const Score& score,
                    std::optional<int> number);
  void insert_appointment(CourseId course, const Identity& identity,
                          const Appointment& appointment);
  void write_texts(CourseId course, std::int64_t id, const Appointment& appointment);
  void write_question(CourseId course, std::int64_t id, const Appointment& appointment);
  int insert_question(CourseId course, const Identity& identity,
                      std::optional<std::int64_t> appointment, const Question& question);
  [[nodiscard]] std::optional<KnownQuestion> question_of(std::int64_t appointment) const;

  HistoryContext& context_;
  const Operation& operation_;
};

/// Whether a writing call keeps what it did, or only shows what it would do.
enum class Commit { keep, dry_run };

/// The embedded store. Nothing outside knows that there is a file behind it but for its path.
class Store {
 public:
  /// `glance` reads as well, but gives up where `read` would wait for a writer or take back what a
  /// crash cut off, and leaves an older store as it is.
  enum class Access { glance, read, write };

  /// Opens an existing store. Throws `Error`: exit 5 `store_missing`, `store_not_a_file`,
  /// `store_not_ours`, `store_too_new`, `store_damaged`; a missing folder counts as a missing
  /// store.
  static Store open(const std::string& path, Access access);

  /// Opens a store for writing and makes it first when there is none. Only the default place is
  /// given its folders; elsewhere the folder must exist. Folders get mode 0700, files 0600.
  static Store create(const std::string& path, bool make_folders);

  ~Store();
  Store(Store&&) noexcept;
  Store& operator=(Store&&) = delete;
  Store(const Store&) = delete;
  Store& operator=(const Store&) = delete;

  /// Whether `create` made the file.
  [[nodiscard]] bool is_new() const { return is_new_; }
  /// What the user should know about the file: hard links, a network file system, a journal that
  /// had to be rolled back.
  [[nodiscard]] const std::vector<std::string>& remarks() const { return remarks_; }

  /// Copies the store as it stands, into a file of mode 0600 that was written to the disk, read
  /// again and compared; answers with what that holds and where it lies. Writers wait meanwhile,
  /// and nothing of the store is changed. Throws `Error` as `backup_path` does, and exit 1
  /// `file_write_failed`, exit 5 `store_damaged`, exit 7 `store_busy`; then no file is left.
  StoreFacts back_up(const BackupTarget& target) const;

  /// Checks the whole store: see `Verification`.
  [[nodiscard]] Verification verify(Thoroughness how, const std::vector<Head>& noted) const;

  /// Writes the file anew, without what deleted records left in it, when an erasure asks for that.
  /// Throws `Error` (exit 7, `store_busy`) while others read or write; it stays due then.
  void rewrite();

  /// `work(records)` within one reading transaction.
  template <typename Work>
  auto read(const Work& work) const {
    const auto scope = begin_reading();
    return work(Records{*database_});
  }

  /// `work(changes)` within one writing transaction, committed when it returns, rolled back when it
  /// throws. Throws `Error` (exit 7, `store_busy`) after ten seconds of waiting for another writer.
  template <typename Work>
  auto write(const Operation& operation, Commit commit, const Work& work) {
    const auto scope = begin_writing(operation);
    Changes changes = changes_of_operation();
    auto result = work(changes);
    if (commit == Commit::keep) keep(*scope);
    return result;
  }

 private:
  struct Context;
  class Scope;

  explicit Store(std::unique_ptr<Database> database);

  // Shared only because such a pointer may be held here while the type is known in store.cpp alone.
  [[nodiscard]] std::shared_ptr<Scope> begin_reading() const;
  [[nodiscard]] std::shared_ptr<Scope> begin_writing(const Operation& operation);
  [[nodiscard]] Changes changes_of_operation();
  static void keep(Scope& scope);

  std::unique_ptr<Database> database_;
  std::unique_ptr<Context> context_;
  std::vector<std::string> remarks_;
  bool is_new_ = false;
};

}  // namespace ipt::store
