// Cells of CSV, separated by NUL in the input: a reader of RFC 4180 finds them again, and none is a
// formula.
#include <string>
#include <vector>

#include "fuzz/support.hpp"
#include "ipt/base/text.hpp"
#include "ipt/render/csv.hpp"

using namespace ipt;
using namespace ipt::fuzz;

namespace {

using Record = std::vector<std::string>;

// Reads by the grammar of RFC 4180, section 2, and nothing beyond it.
class Reader {
 public:
  explicit Reader(std::string_view text) : rest_(text) {}

  std::vector<Record> read() {
    std::vector<Record> records;
    while (!rest_.empty()) records.push_back(record());
    return records;
  }

 private:
  Record record() {
    Record cells = {cell()};
    while (take(",")) cells.push_back(cell());
    require(take("\r\n"), "a record does not end in CRLF");
    return cells;
  }

  std::string cell() {
    if (take("\"")) return quoted();
    const std::string cell{rest_.substr(0, rest_.find_first_of(",\r\n"))};
    require(cell.find('"') == std::string::npos, "a quote stands in a cell without quotes");
    rest_.remove_prefix(cell.size());
    return cell;
  }

  std::string quoted() {
    std::string cell;
    while (true) {
      const std::size_t quote = rest_.find('"');
      require(quote != std::string_view::npos, "a quoted cell does not end");
      cell += rest_.substr(0, quote);
      rest_.remove_prefix(quote + 1);
      if (!take("\"")) return cell;
      cell += '"';
    }
  }

  bool take(std::string_view what) {
    if (!rest_.starts_with(what)) return false;
    rest_.remove_prefix(what.size());
    return true;
  }

  std::string_view rest_;
};

bool is_formula(std::string_view cell) {
  return !cell.empty() && std::string_view{"=+-@\t\r"}.find(cell.front()) != std::string_view::npos;
}

// Takes back the apostrophe before what would be a formula.
std::string plain(std::string cell) {
  const std::size_t first = cell.find_first_not_of('\'');
  const bool is_marked =
      first != 0 && first != std::string::npos && is_formula(std::string_view{cell}.substr(first));
  return is_marked ? cell.substr(1) : cell;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::vector<std::string_view> typed = split(text_of(data, size), '\0');
  report::List rows;
  for (const std::string_view cell : typed) {
    rows.emplace_back(report::Object{}.add("n", -1).add("a", cell).add("b", report::List{cell}));
  }
  report::Report report{.schema = "ipt.test/1", .csv_rows = "rows"};
  report.data.add("rows", std::move(rows));
  const std::vector<Record> records = Reader{render::csv(report)}.read();
  require(records.size() == typed.size() + 1, "records are lost or made up");
  require(records.front() == Record{"n", "a", "b"}, "the header is another one");
  for (std::size_t i = 0; i < typed.size(); ++i) {
    const Record& record = records[i + 1];
    require(record.size() == 3 && record[0] == "-1", "cells are lost or made up");
    for (const std::string& cell : {record[1], record[2]}) {
      require(!is_formula(cell), "a cell is a formula");
      require(plain(cell) == escaped_lines(typed[i]), "a cell reads otherwise");
    }
  }
  return 0;
}
