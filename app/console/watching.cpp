// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "watching.h"

#include <cstdio>
#include <unistd.h>

#include "app/apptext.h"
#include "firstlook.h"
#include "interrupt.h"

namespace lockmaster {
namespace {

using namespace Qt::StringLiterals;
using std::chrono::milliseconds;

constexpr int kLongestWatch = 3600; ///< seconds

/// From metrics/followedmetric.cpp: two samples make a rate, five seconds a slope of the last minute.
constexpr milliseconds kLeastForRates{400};
constexpr milliseconds kLeastForTrends{4900};

/// One line on a terminal, rewritten each time.
void showWatching(milliseconds watched, int seconds)
{
    const auto past = std::chrono::round<std::chrono::seconds>(watched).count();
    const QString text = AppText::tr("watching, %1 of %2 s; Ctrl+C judges what was seen so far").arg(past).arg(seconds);
    std::fputs((u"\r\x1b[K"_s + text).toUtf8().constData(), stderr);
    std::fflush(stderr);
}

} // namespace

void addWatchOption(QCommandLineParser &parser)
{
    parser.addOption({u"for"_s,
                      AppText::tr("Watches for so long, with a sample a second, and then judges the last moment."),
                      AppText::tr("SECONDS")});
}

Result<milliseconds> watchTime(const QCommandLineParser &parser, milliseconds usual)
{
    if (!parser.isSet(u"for"_s))
        return usual;
    bool isNumber = false;
    const int seconds = parser.value(u"for"_s).toInt(&isNumber);
    if (!isNumber || seconds < 1 || seconds > kLongestWatch)
        return fail(ErrorKind::Config, AppText::tr("--for takes seconds, from 1 to %1.").arg(kLongestWatch));
    return milliseconds(std::chrono::seconds(seconds));
}

std::vector<SnapshotPtr> lookWithProgress(const QCommandLineParser &parser, FirstLook &first)
{
    if (!parser.isSet(u"for"_s))
        return first.look();
    const int seconds = parser.value(u"for"_s).toInt();
    const bool isTerminal = ::isatty(STDERR_FILENO) == 1;
    const Interrupt interrupt(AppText::tr("Judging what was seen so far. Ctrl+C again ends at once."));
    std::vector<SnapshotPtr> seen = first.look(interrupt.token(), [isTerminal, seconds](milliseconds watched) {
        if (isTerminal)
            showWatching(watched, seconds);
    });
    if (isTerminal)
        std::fputs("\r\x1b[K", stderr);
    return seen;
}

QStringList notLookedAt(milliseconds watched)
{
    QStringList untold;
    if (watched < kLeastForRates)
        untold << u"rates"_s;
    if (watched < kLeastForTrends)
        untold << u"trends"_s;
    return untold;
}

QString notLookedAtLine(milliseconds watched)
{
    const QStringList untold = notLookedAt(watched);
    if (untold.isEmpty())
        return {};
    return untold.size() > 1 ? AppText::tr("Rates and trends: not looked at, --for 30 watches.")
                             : AppText::tr("Trends: not looked at, --for 30 watches.");
}

} // namespace lockmaster
