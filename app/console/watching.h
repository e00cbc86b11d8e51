// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// --for SECONDS: the option, the watching with its progress, and what is to be said when it was too short.
#pragma once

#include <QCommandLineParser>
#include <QStringList>
#include <chrono>
#include <vector>

#include "base/result.h"
#include "model/snapshot.h"

namespace lockmaster {

class FirstLook;

void addWatchOption(QCommandLineParser &parser);

/// `usual` without --for. An error when it is no number of seconds, or too many.
Result<std::chrono::milliseconds> watchTime(const QCommandLineParser &parser, std::chrono::milliseconds usual);

/// look(); with --for a terminal is told how far it is, and Ctrl+C ends it early.
std::vector<SnapshotPtr> lookWithProgress(const QCommandLineParser &parser, FirstLook &first);

/// What cannot be told of so short a time. Stable words: "rates" (a second, of what counters count), "trends" (of a minute:
/// what grows, leaks or fills up).
QStringList notLookedAt(std::chrono::milliseconds watched);

/// "Rates and trends: not looked at, --for 30 watches."; empty when everything was.
QString notLookedAtLine(std::chrono::milliseconds watched);

} // namespace lockmaster
