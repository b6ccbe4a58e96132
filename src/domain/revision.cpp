#include "ipt/domain/revision.hpp"

#include <algorithm>

namespace ipt {

std::optional<std::string> field(const std::vector<StoredField>& fields, std::string_view name) {
  const auto found = std::ranges::find(fields, name, &StoredField::name);
  return found == fields.end() ? std::nullopt : found->value;
}

const std::vector<StoredField>& state_of(const Revision& revision) {
  return revision.kind == RevisionKind::remove ? revision.before : revision.after;
}

std::vector<ChangedField> changed_fields(const Revision& revision) {
  std::vector<ChangedField> changed;
  for (const StoredField& each : state_of(revision)) {
    auto before = field(revision.before, each.name);
    auto after = field(revision.after, each.name);
    if (before == after) continue;
    changed.push_back({.name = each.name, .before = std::move(before), .after = std::move(after)});
  }
  return changed;
}

std::vector<std::string> clients_of(const RecordedOperation& operation) {
  std::vector<std::string> clients;
  for (const Revision& revision : operation.revisions) {
    std::string client = revision.course.substr(0, revision.course.find('/'));
    if (revision.record == "client") client = field(state_of(revision), "code").value_or("");
    if (!client.empty() && std::ranges::find(clients, client) == clients.end()) {
      clients.push_back(std::move(client));
    }
  }
  return clients;
}

}  // namespace ipt
