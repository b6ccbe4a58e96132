#include "store/opening.hpp"

#include <fmt/core.h>

#include "ipt/base/error.hpp"
#include "store/file.hpp"
#include "store/rows.hpp"
#include "store/schema.hpp"

namespace ipt::store {

const char* const connection_settings =
    "PRAGMA recursive_triggers = ON; PRAGMA cell_size_check = ON; PRAGMA mmap_size = 0;"
    "PRAGMA temp_store = MEMORY; PRAGMA secure_delete = ON; PRAGMA synchronous = EXTRA";

void refuse_foreign(const std::string& path) {
  throw Error({.exit = Exit::store,
               .code = "store_not_ours",
               .wrong = fmt::format("{} is a database of another program", path),
               .allowed = "It was left as it is.",
               .attempt = "another path with --db"});
}

std::int64_t require_ours(Database& database) {
  if (first_number(database, "PRAGMA application_id") != application_id) {
    require_file(database.path());  // it is empty once a making is taken back that a crash cut off
    refuse_foreign(database.path());
  }
  const std::int64_t schema = first_number(database, "PRAGMA user_version");
  if (schema > schema_version) {
    throw Error(
        {.exit = Exit::store,
         .code = "store_too_new",
         .wrong = fmt::format("{} was written by a newer ipt (schema {}, this one knows {})",
                              database.path(), schema, schema_version),
         .allowed = "It was left as it is.",
         .attempt = "the newer version of ipt"});
  }
  return schema;
}

}  // namespace ipt::store
