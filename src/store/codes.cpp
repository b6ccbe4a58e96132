// The codes of clients, for completion.
#include "ipt/store/store.hpp"
#include "store/sqlite.hpp"

namespace ipt::store {

namespace {

ClientCode code_at(const Statement& row) { return ClientCode::read(row.text(0), "client code"); }

}  // namespace

// The index on the code, which ignores letter case, answers both queries: every character of a code
// sorts before '~'.
std::vector<ClientCode> Records::codes_beginning(std::string_view beginning, Clients which,
                                                 int most) const {
  const int all = which == Clients::all ? 1 : 0;
  std::vector<ClientCode> codes;
  Statement& first = database_.statement(
      "SELECT code FROM client WHERE code >= ?1 AND code < ?1 || '~' AND (?2 OR EXISTS "
      "(SELECT 1 FROM course WHERE client_id = client.id AND end_status IS NULL)) "
      "ORDER BY code LIMIT ?3");
  first.bind(beginning, all, most);
  while (first.step()) codes.push_back(code_at(first));
  if (codes.size() < static_cast<std::size_t>(most)) return codes;

  Statement& last = database_.statement(
      "SELECT code FROM client WHERE code >= ?1 AND code < ?1 || '~' AND (?2 OR EXISTS "
      "(SELECT 1 FROM course WHERE client_id = client.id AND end_status IS NULL)) "
      "ORDER BY code DESC LIMIT 1");
  last.bind(beginning, all);
  if (last.step() && !same_code(code_at(last), codes.back())) codes.push_back(code_at(last));
  last.reset();
  return codes;
}

}  // namespace ipt::store
