#include "cli/form_keys.hpp"

#include <fmt/core.h>

#include <algorithm>

#include "ipt/base/text.hpp"
#include "ipt/domain/instrument.hpp"
#include "ipt/domain/vocabulary.hpp"

namespace ipt::cli {
namespace {

// A flag that is short for another one.
struct Shorthand {
  const Flag* flag;
  const Flag* key;
};

constexpr std::array shorthands = std::to_array<Shorthand>({
    {&flags::dna, &flags::attendance},
    {&flags::cancelled_client, &flags::attendance},
    {&flags::cancelled_therapist, &flags::attendance},
    {&flags::attended_late, &flags::attendance},
    {&flags::phq9, &flags::score},
    {&flags::gad7, &flags::score},
    {&flags::note_file, &flags::note},
});

bool has_flag(const Command& command, const Flag& flag) {
  return std::ranges::find(command.flags, &flag) != command.flags.end();
}

void erase_shorthands(Arguments& arguments, const Flag& key) {
  for (const Shorthand& each : shorthands) {
    if (each.key == &key) arguments.erase(*each.flag);
  }
}

// Takes away the score of an instrument that was typed as a flag.
void erase_score(Arguments& arguments, const Catalogue& catalogue, const Instrument& instrument) {
  arguments.erase_if(flags::score, [&](const std::string& text) {
    return catalogue.find(text.substr(0, text.find('='))) == &instrument;
  });
  for (const Flag* flag : {&flags::phq9, &flags::gad7}) {
    if (instrument.code == key_of(*flag)) arguments.erase(*flag);
  }
}

void take_score(const Command& command, Arguments& arguments, const Catalogue& catalogue,
                const FormEntry& entry) {
  const Instrument& instrument = catalogue.instrument(entry.key);
  if (entry.value.empty() && command.blank == Blank::skipped) return;
  erase_score(arguments, catalogue, instrument);
  arguments.add_line(flags::score, {.text = fmt::format("{}={}", instrument.code, entry.value),
                                    .line = entry.line});
}

void take_switch(Arguments& arguments, const Flag& flag, const FormEntry& entry) {
  const std::string word = entry.value.empty() ? "no" : lower(entry.value);
  if (word != "yes" && word != "no") {
    const std::vector<std::string> words = {"yes", "no"};
    Arguments::at(flag, entry.line, [&] { refuse_word(entry.value, flag.name, words); });
  }
  arguments.add_line(flag, {.text = word, .line = entry.line});
}

void take_value(const Command& command, Arguments& arguments, const Flag& flag,
                const FormEntry& entry) {
  arguments.set_line(flag, entry.line);
  if (flag.value.empty()) {
    take_switch(arguments, flag, entry);
  } else if (!entry.value.empty() || command.blank == Blank::clears) {
    arguments.add_line(flag, {.text = entry.value, .line = entry.line});
  }
}

std::string comment_of(const Flag& flag) {
  std::string comment{flag.help};
  if (flag.value.empty()) comment = fmt::format("yes or no: {}", flag.help);
  if (flag.value != "TEXT" && !flag.value.empty()) {
    comment = fmt::format("{}: {}", flag.value, flag.help);
  }
  if (flag.repeats) comment += "; one a line, as many lines as are needed";
  return comment;
}

std::vector<FormField> score_fields(const Arguments& typed, const Catalogue& catalogue) {
  std::vector<FormField> fields;
  for (const std::string& text : typed.all(flags::score)) {
    const std::size_t end = text.find('=');
    const Instrument& known = catalogue.instrument(text.substr(0, end));
    fields.push_back(
        {.key = known.code, .value = end == std::string::npos ? "" : text.substr(end + 1)});
  }
  if (fields.empty()) fields.push_back({.key = catalogue.instruments().front()->code});
  fields.front().comment = "a score a line, by the code of its instrument: 112301210, or total:11";
  return fields;
}

void require_text(const Command& command, const Arguments& arguments,
                  const std::vector<FormEntry>& entries) {
  const bool is_there = arguments.words().size() == command.positionals.size();
  if (is_there && !trimmed(arguments.words().back()).empty()) return;
  const auto line = std::ranges::find(entries, text_key, &FormEntry::key);
  throw Error(
      {.exit = Exit::usage,
       .code = "word_missing",
       .wrong = "text is missing",
       .allowed = fmt::format("This command needs it: {}.", command.positionals.back().help),
       .attempt = "text: what is to be recorded",
       .line = line == entries.end() ? 0 : line->line});
}

}  // namespace

std::string key_of(const Flag& flag) { return std::string{flag.name.substr(2)}; }

const Positional* find_text_word(const Command& command) {
  const auto found = std::ranges::find(command.positionals, "TEXT", &Positional::name);
  return found == command.positionals.end() ? nullptr : &*found;
}

bool takes_form(const Command& command) {
  const auto is_text = [](const Flag* flag) { return flag->value == "TEXT"; };
  return command.effect == Effect::writes &&
         (find_text_word(command) != nullptr || std::ranges::any_of(command.flags, is_text));
}

std::vector<const Flag*> key_flags(const Command& command) {
  std::vector<const Flag*> keys(command.flags.begin(), command.flags.end());
  std::erase_if(keys, [](const Flag* flag) {
    return flag == &flags::score ||
           std::ranges::find(shorthands, flag, &Shorthand::flag) != shorthands.end();
  });
  return keys;
}

std::vector<FormKey> form_keys(const Command& command, const Catalogue& catalogue) {
  std::vector<FormKey> keys;
  if (find_text_word(command) != nullptr) keys.push_back({.name = std::string{text_key}});
  for (const Flag* flag : key_flags(command)) {
    keys.push_back({.name = key_of(*flag), .repeats = flag->repeats});
  }
  if (!has_flag(command, flags::score)) return keys;
  for (const Instrument* each : catalogue.instruments()) keys.push_back({.name = each->code});
  return keys;
}

bool typed_content(const Command& command, const Arguments& arguments) {
  const Positional* text = find_text_word(command);
  if (text != nullptr && arguments.words().size() == command.positionals.size()) return true;
  return std::ranges::any_of(command.flags,
                             [&](const Flag* flag) { return arguments.given(*flag); });
}

std::string form_heading(const Command& command, const Arguments& typed) {
  std::string heading = "Lines that begin with # are dropped. What stays empty is not recorded. ";
  heading += typed_content(command, typed)
                 ? "What you typed is filled in: save to record it; leave without saving, or empty "
                   "the form, to record nothing."
                 : "Leave the form as it is to record nothing.";
  return heading;
}

FormDraft draft_of_flags(const Command& command, const Arguments& typed,
                         const Catalogue& catalogue) {
  FormDraft draft{.heading = {form_heading(command, typed)}};
  if (const Positional* text = find_text_word(command)) {
    const bool typed_text = typed.words().size() == command.positionals.size();
    draft.fields.push_back({.key = std::string{text_key},
                            .value = typed_text ? typed.words().back() : std::string{},
                            .comment = std::string{text->help}});
  }
  for (const Flag* flag : key_flags(command)) {
    std::vector<std::string> values = typed.all(*flag);
    if (flag->value.empty() && typed.given(*flag)) values = {"yes"};
    if (values.empty()) values.emplace_back();
    for (const std::string& value : values) {
      const bool is_first = &value == &values.front();
      draft.fields.push_back({.key = key_of(*flag),
                              .value = value,
                              .comment = is_first ? comment_of(*flag) : std::string{}});
    }
  }
  if (has_flag(command, flags::score)) {
    std::ranges::move(score_fields(typed, catalogue), std::back_inserter(draft.fields));
  }
  std::stable_partition(draft.fields.begin(), draft.fields.end(),
                        [](const FormField& field) { return field.key != verbatim_key; });
  return draft;
}

std::vector<std::string> stored_heading(std::string_view what) {
  return {fmt::format("{}, as it is stored", what),
          "Lines that begin with # are dropped. An emptied line clears the field; a line that is "
          "gone leaves it as it is."};
}

void set_stored(FormDraft& draft, const Flag& flag, const std::string& value) {
  for (FormField& each : draft.fields) {
    if (each.key == key_of(flag) && each.value.empty()) each.value = value;
  }
}

Arguments filled_in(const Command& command, Arguments typed, const std::vector<FormEntry>& entries,
                    const Catalogue& catalogue) {
  const std::vector<const Flag*> keys = key_flags(command);
  for (const FormEntry& entry : entries) {
    const auto named = [&](const Flag* flag) { return key_of(*flag) == entry.key; };
    const auto flag = std::ranges::find_if(keys, named);
    const bool says_something = !entry.value.empty() || command.blank == Blank::clears;
    if (flag == keys.end() || !says_something) continue;
    typed.erase(**flag);
    erase_shorthands(typed, **flag);
  }
  for (const FormEntry& entry : entries) {
    const auto named = [&](const Flag* flag) { return key_of(*flag) == entry.key; };
    if (const auto flag = std::ranges::find_if(keys, named); flag != keys.end()) {
      take_value(command, typed, **flag, entry);
    } else if (entry.key == text_key) {
      typed.set_word(command.positionals.size() - 1, entry.value);
    } else {
      take_score(command, typed, catalogue, entry);
    }
  }
  if (find_text_word(command) != nullptr) require_text(command, typed, entries);
  return typed;
}

}  // namespace ipt::cli
