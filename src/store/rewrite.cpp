#include "store/rewrite.hpp"

#include <filesystem>

#include "store/rows.hpp"

namespace ipt::store {

bool is_rewrite_due(Database& database) {
  return first_number(database, "SELECT count(*) FROM rewrite_due") > 0;
}

void rewrite_if_due(Database& database) {
  if (!is_rewrite_due(database)) return;
  database.vacuum();
  Transaction transaction{database, Transaction::Kind::write};
  database.execute("DELETE FROM rewrite_due");
  transaction.commit();
}

}  // namespace ipt::store
