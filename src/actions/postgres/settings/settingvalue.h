// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Values of PostgreSQL's settings as people write them and as pg_settings has them. Pure.
#pragma once

#include <QString>
#include <QStringList>
#include <optional>

namespace lockmaster::setting {

/// What a setting is, from pg_settings.
struct Kind {
    QString name;
    QString vartype;   ///< "bool", "integer", "real", "enum", "string"
    QString unit = {}; ///< "8kB", "ms", …; empty: none
    std::optional<double> least = {};
    std::optional<double> most = {};
    QStringList choices = {}; ///< of an enum

    bool operator==(const Kind &) const = default;
};

/// A number with or without a unit ("64MB", "1.5h", "8192") in the setting's own unit, as the server's parse_int() and
/// parse_real() read it; empty when it is none.
std::optional<double> inOwnUnit(const QString &text, const Kind &kind);

/// "on", "tru", "0", …; empty when it is none.
std::optional<bool> booleanOf(const QString &text);

/// Whether the server takes both for the same.
bool isSameValue(const QString &one, const QString &other, const Kind &kind);

/// What is wrong with a value, in a sentence; empty when nothing is seen. The server has the last word.
QString objectionTo(const QString &value, const Kind &kind);

/// Settings whose value is a list of names, each quoted by itself (variable_is_guc_list_quote() of pg_dump).
bool isListOfNames(const QString &setting);
QStringList listedNames(const QString &list);

/// Settings that may hold a password or a key: their values are neither shown nor written down.
bool isSecret(const QString &setting);

} // namespace lockmaster::setting
