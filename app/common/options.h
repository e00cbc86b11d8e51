// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Command lines: QCommandLineParser with help that is worth reading and errors that name the way out.
#pragma once

#include <QCommandLineParser>
#include <QStringList>
#include <optional>

#include "base/result.h"

namespace lockmaster {

struct CommandHelp {
    QString usage;       ///< "lockmaster check [--fleet FILE] [URL…] [--json]"
    QString description; ///< what it does, exit codes, examples; may have several lines
};

/// Adds --help and parses; `arguments` as QCoreApplication gives them, without the command's name. The exit code when
/// the program is to end now: help was printed, or what is wrong.
std::optional<int> parseOptions(QCommandLineParser &parser, const CommandHelp &help, const QStringList &arguments);

/// One line to standard error: "lockmaster: …". Returns `exitCode`.
int complain(const QString &text, int exitCode);

/// As above, with the detail on lines of its own.
int complain(const Error &error, int exitCode);

} // namespace lockmaster
