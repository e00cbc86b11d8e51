// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// What an action has to be told: names, types, limits and help. From one description come the dialog's fields, the help of
// `lockmaster act ACTION --help`, the check of what was given, and what the journal records.
#pragma once

#include <QJsonObject>
#include <QStringList>
#include <vector>

#include "base/result.h"

namespace lockmaster {

enum class ArgumentType { Text, Number, Flag, Choice, Moment };

struct Argument {
    QString name; ///< stable, the same in JSON and on the command line: "backend_start"
    ArgumentType type = ArgumentType::Text;
    QString title = {}; ///< the dialog's label: "Table"; empty: never asked for there, the row that was clicked says it
    QString help = {};  ///< one sentence
    bool isRequired = false;
    QJsonValue standard = QJsonValue::Undefined; ///< what is meant when it is not given
    qint64 least = 0;                            ///< of a number
    qint64 most = 1'000'000'000;
    qsizetype longest = 1000; ///< of a text
    QStringList choices = {}; ///< of a choice
    bool isRare = false;      ///< the dialog has it among further options, folded away until somebody wants them

    bool operator==(const Argument &) const = default;
};

using Arguments = std::vector<Argument>;

/// `given` with what is not given set to its standard. The error names the first argument that is wrong and says what would
/// be right. Numbers may also come as text.
Result<QJsonObject> checkedArguments(const Arguments &description, const QJsonObject &given);

/// The same from the command line's words: "pid=8123".
Result<QJsonObject> argumentsOfWords(const Arguments &description, const QStringList &words);

/// "pid=NUMBER", "[truncate=yes|no]"
QString usageOf(const Argument &argument);

} // namespace lockmaster
