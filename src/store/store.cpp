#include "ipt/store/store.hpp"

#include <fmt/core.h>

#include "ipt/base/error.hpp"
#include "store/file.hpp"
#include "store/history.hpp"
#include "store/opening.hpp"
#include "store/rewrite.hpp"
#include "store/rows.hpp"
#include "store/schema.hpp"
#include "store/sqlite.hpp"
#include "store/upgrade.hpp"
#include "store/verify.hpp"

namespace ipt::store {
namespace {

Database::Mode mode_of(Store::Access access) {
  switch (access) {
    case Store::Access::glance:
      return Database::Mode::glance;
    case Store::Access::read:
      return Database::Mode::read;
    case Store::Access::write:
      break;
  }
  return Database::Mode::write;
}

// Makes a connection to a store of ours ready. Answers with its schema.
std::int64_t prepare(Database& database) {
  const std::int64_t schema = require_ours(database);
  database.execute(connection_settings);
  return schema;
}

// The same for a reader, who may not take back what a crash cut off: one writer's look does. The
// next writer may crash meanwhile.
std::int64_t prepare_reader(Database& database, std::vector<std::string>& remarks) {
  for (;;) {
    try {
      return prepare(database);
    } catch (const Error&) {
      if (!database.needs_rollback()) throw;
    }
    Database writer{database.path(), Database::Mode::write};
    static_cast<void>(require_ours(writer));
    remarks.push_back(
        fmt::format("{}: a change that a crash cut off was taken back", database.path()));
  }
}

// Whoever opens an older store upgrades it.
void upgrade_known(Database& database, std::vector<std::string>& remarks) {
  database.execute(connection_settings);
  if (const auto done = upgrade(database)) {
    remarks.push_back(fmt::format("{}: upgraded from schema {}; the store as it was is {}",
                                  database.path(), done->from, done->copy));
  }
}

}  // namespace

struct Store::Context : HistoryContext {};

// A transaction, at whose end no operation is under way any more.
class Store::Scope : public Transaction {
 public:
  Scope(Database& database, Kind kind, Context& context)
      : Transaction(database, kind), context_(context) {}
  Scope(const Scope&) = delete;
  Scope& operator=(const Scope&) = delete;
  Scope(Scope&&) = delete;
  Scope& operator=(Scope&&) = delete;
  ~Scope() { context_.operation = nullptr; }

 private:
  Context& context_;
};

Store::Store(std::unique_ptr<Database> database)
    : database_(std::move(database)), context_(std::make_unique<Context>()) {}

Store::~Store() = default;
Store::Store(Store&&) noexcept = default;

Store Store::open(const std::string& path, Access access) {
  const std::string file = resolved(path);
  require_file(file);
  if (is_foreign(file, application_id)) refuse_foreign(file);
  std::vector<std::string> remarks = remarks_on(file);
  const auto mode = mode_of(access);
  auto database = std::make_unique<Database>(file, mode);
  const std::int64_t schema =
      access == Access::read ? prepare_reader(*database, remarks) : prepare(*database);
  if (access != Access::glance && schema < schema_version) {
    database = std::make_unique<Database>(file, Database::Mode::write);
    upgrade_known(*database, remarks);
    if (access == Access::read) {
      database = std::make_unique<Database>(file, mode);
      prepare_reader(*database, remarks);
    }
  }
  Store store{std::move(database)};
  store.remarks_ = std::move(remarks);
  if (access == Access::write) {
    add_history_functions(*store.database_, *store.context_);
    if (is_rewrite_due(*store.database_)) {
      store.rewrite();
      store.remarks_.push_back(
          fmt::format("{}: written anew, which an erasure had left to be done", file));
    }
  }
  return store;
}

Store Store::create(const std::string& path, bool make_folders) {
  const std::string file = resolved(path);
  if (is_absent(file)) {
    require_folder(file, make_folders);
  } else {
    require_file(file);
    if (is_foreign(file, application_id)) refuse_foreign(file);
  }
  Store store{std::make_unique<Database>(resolved(file), Database::Mode::create)};
  make_private(file);  // an empty file that was there keeps its mode otherwise
  store.database_->execute(connection_settings);
  store.remarks_ = remarks_on(file);
  add_history_functions(*store.database_, *store.context_);
  Transaction transaction{*store.database_, Transaction::Kind::write};
  if (is_absent(store.database_->path())) {  // nobody else writes now
    migrate(*store.database_, 0);
    store.is_new_ = true;
  }
  const bool is_older = require_ours(*store.database_) < schema_version;
  transaction.commit();
  if (is_older) upgrade_known(*store.database_, store.remarks_);
  return store;
}

Verification Store::verify(Thoroughness how, const std::vector<Head>& noted) const {
  const Transaction moment{*database_, Transaction::Kind::read};
  return store::verify(*database_, how, noted);
}

void Store::rewrite() { rewrite_if_due(*database_); }

std::shared_ptr<Store::Scope> Store::begin_reading() const {
  return std::make_shared<Scope>(*database_, Transaction::Kind::read, *context_);
}

std::shared_ptr<Store::Scope> Store::begin_writing(const Operation& operation) {
  auto scope = std::make_shared<Scope>(*database_, Transaction::Kind::write, *context_);
  begin_operation(*database_, *context_, operation);
  return scope;
}

Changes Store::changes_of_operation() { return Changes{*database_, *context_}; }

void Store::keep(Scope& scope) { scope.commit(); }

}  // namespace ipt::store
