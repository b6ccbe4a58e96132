#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "ipt/render/style.hpp"
#include "ipt/report/report.hpp"

namespace ipt::render {

/// A part of what a phrase says. A picture made of characters says in words what it shows.
struct Piece {
  std::string text;
  std::string words = {};  ///< empty of what is no picture
};

/// The word that stands for this one in the voice, else the word itself.
std::string_view worded(std::string_view word, const Voice& voice);

/// A phrase with its references replaced by what the values look like in this voice. Control
/// characters of values are escaped as for a terminal, line by line; our own text is taken as it
/// is. What else a format must escape it escapes in the whole, since what text is made of there
/// depends on what stands around it.
std::vector<Piece> pieces_of(const report::Phrase& phrase, report::Root root, const Voice& voice);

/// The same as one text.
std::string spoken(const report::Phrase& phrase, report::Root root, const Voice& voice);

/// A heading as this reader calls it; empty where there is none.
std::string heading_text(const report::Phrase& heading, report::Root root, const Voice& voice);

/// The text in one line.
std::string one_line(std::string text);

/// What stands beneath each row of a table; rows in succession that share it have it once, with the
/// last.
std::vector<std::string> lines_beneath(const report::Table& table,
                                       const std::vector<const report::Value*>& rows,
                                       const Voice& voice);

/// Whether a column of the table says anything above its cells.
bool has_headings(const report::Table& table);

/// Whether the cells of a column name their row.
bool names_row(const report::Table& table, const report::Column& column);

}  // namespace ipt::render
