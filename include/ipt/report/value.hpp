#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "ipt/base/date.hpp"

namespace ipt::report {

class Value;
using List = std::vector<Value>;

/// A number with decimals, kept exactly: 47.4 is {474, 1}.
struct Decimal {
  std::int64_t scaled = 0;
  int places = 0;

  bool operator==(const Decimal&) const = default;
};

/// The number as it is written, with all its places.
std::string written(const Decimal& decimal);

/// Named values in the order in which they are printed.
class Object {
 public:
  /// Adds a member; the key is new.
  Object& add(std::string key, Value value);
  [[nodiscard]] const Value* find(std::string_view key) const;
  [[nodiscard]] const std::vector<std::pair<std::string, Value>>& members() const {
    return members_;
  }

 private:
  std::vector<std::pair<std::string, Value>> members_;
};

/// A typed value of a report: what JSON prints, and what text refers to. Null means "not known" or
/// "none", never 0.
class Value {
 public:
  using Content =
      std::variant<std::monostate, bool, std::int64_t, Decimal, std::string, Date, List, Object>;

  Value() = default;
  Value(bool value) : content_(value) {}
  Value(int value) : content_(std::int64_t{value}) {}
  Value(std::int64_t value) : content_(value) {}
  Value(Decimal value) : content_(value) {}
  Value(const char* value) : content_(std::string{value}) {}
  Value(std::string_view value) : content_(std::string{value}) {}
  Value(std::string value) : content_(std::move(value)) {}
  Value(Date value) : content_(value) {}
  Value(List value) : content_(std::move(value)) {}
  Value(Object value) : content_(std::move(value)) {}
  template <typename T>
  Value(const std::optional<T>& value) : Value(value ? Value{*value} : Value{}) {}

  [[nodiscard]] const Content& content() const { return content_; }
  [[nodiscard]] bool is_null() const { return std::holds_alternative<std::monostate>(content_); }

 private:
  Content content_;
};

/// Where paths begin: the data of a report, or a value within it. Refers to it, which must outlive
/// this.
class Root {
 public:
  Root(const Value& value) : value_(&value) {}
  Root(const Object& object) : object_(&object) {}
  Root(Value&&) = delete;
  Root(Object&&) = delete;

  /// The value at a path such as `measures.0.latest.total`: keys of objects and positions in lists.
  /// Null when there is none.
  [[nodiscard]] const Value& at(std::string_view path) const;

 private:
  const Value* value_ = nullptr;
  const Object* object_ = nullptr;
};

/// The same of what is a root at once.
const Value& at(Root root, std::string_view path);

/// Whether something is true there: not where nothing is known.
bool is_true(Root root, std::string_view path);

}  // namespace ipt::report
