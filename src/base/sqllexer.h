// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Cuts SQL into tokens as PostgreSQL's own lexer does (standard_conforming_strings on), so that literals can be told
// from the rest. Input may be cut off anywhere: what is not terminated reaches to the end. Never fails.
#pragma once

#include <QStringView>
#include <vector>

namespace lockmaster {

enum class SqlTokenKind {
    Space,
    Comment,      ///< -- to the end of the line, or nested /* */
    Word,         ///< keyword or name
    QuotedName,   ///< "…" and U&"…"
    String,       ///< '…' with any prefix (E, U&, B, X, N), with its continuation lines
    DollarString, ///< $tag$…$tag$
    Number,
    Parameter, ///< $1
    Symbol,    ///< one character of anything else, or ..
};

struct SqlToken {
    SqlTokenKind kind = SqlTokenKind::Symbol;
    qsizetype start = 0;
    qsizetype length = 0;

    [[nodiscard]] QStringView in(QStringView sql) const { return sql.mid(start, length); }
    bool operator==(const SqlToken &) const = default;
};

/// The tokens cover the text without gaps, in order.
std::vector<SqlToken> lexSql(QStringView sql);

} // namespace lockmaster
