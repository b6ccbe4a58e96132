#include "ipt/report/value.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <cassert>

#include "ipt/base/text.hpp"

namespace ipt::report {
namespace {

const Value& null() {
  static const Value nothing;
  return nothing;
}

const Value& member(const Object& object, std::string_view key) {
  const Value* found = object.find(key);
  return found == nullptr ? null() : *found;
}

const Value& member(const Value& value, std::string_view key) {
  if (const auto* object = std::get_if<Object>(&value.content())) return member(*object, key);
  if (const auto* list = std::get_if<List>(&value.content())) {
    const auto index = whole_number(key);
    if (index && *index >= 0 && static_cast<std::size_t>(*index) < list->size()) {
      return (*list)[static_cast<std::size_t>(*index)];
    }
  }
  return null();
}

}  // namespace

std::string written(const Decimal& decimal) {
  std::int64_t unit = 1;
  for (int i = 0; i < decimal.places; ++i) unit *= 10;
  const std::int64_t size = decimal.scaled < 0 ? -decimal.scaled : decimal.scaled;
  std::string text = fmt::format("{}{}", decimal.scaled < 0 ? "-" : "", size / unit);
  if (decimal.places > 0) text += fmt::format(".{:0{}}", size % unit, decimal.places);
  return text;
}

Object& Object::add(std::string key, Value value) {
  assert(find(key) == nullptr);
  members_.emplace_back(std::move(key), std::move(value));
  return *this;
}

const Value* Object::find(std::string_view key) const {
  const auto found =
      std::ranges::find_if(members_, [&](const auto& each) { return each.first == key; });
  return found == members_.end() ? nullptr : &found->second;
}

const Value& Root::at(std::string_view path) const {
  const Value* value = value_;
  if (value != nullptr && path.empty()) return *value;
  for (const std::string_view key : split(path, '.')) {
    value = value == nullptr ? &member(*object_, key) : &member(*value, key);
  }
  return *value;
}

const Value& at(Root root, std::string_view path) { return root.at(path); }

bool is_true(Root root, std::string_view path) {
  const auto* truth = std::get_if<bool>(&root.at(path).content());
  return truth != nullptr && *truth;
}

}  // namespace ipt::report
