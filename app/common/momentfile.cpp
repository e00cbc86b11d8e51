// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/momentfile.h"

#include <QSysInfo>

#include <algorithm>
#include <array>
#include <set>

#include "app/apptext.h"
#include "base/text.h"
#include "model/savedmomentfields.h"

namespace lockmaster {
namespace {

using namespace Qt::StringLiterals;

/// Of one fleet; a file may say anything.
constexpr std::size_t kMostMoments = 2000;

bool isUsable(const SavedMoment &moment)
{
    return moment.snapshot && !moment.target.name.isEmpty() && moment.snapshot->target == moment.target.name;
}

} // namespace

bool namesMomentFile(const QString &argument)
{
    static constexpr std::array kFolders{"/"_L1, "./"_L1, "../"_L1};
    return argument.endsWith(".lockmaster"_L1)
           || std::ranges::any_of(kFolders, [&](QLatin1StringView start) { return argument.startsWith(start); });
}

Result<qint64> saveMoments(const QString &path, std::vector<SavedMoment> moments, Texts texts)
{
    if (moments.size() > kMostMoments)
        return fail(ErrorKind::Config, AppText::tr("A file holds at most %1 targets.").arg(kMostMoments));
    for (SavedMoment &moment : moments)
        moment.target = placeOf(std::move(moment.target));
    const SavedMoments saved{u"lockmaster " LOCKMASTER_VERSION ""_s, QSysInfo::machineHostName(),
                             systemClock().wallNow(), texts == Texts::Masked, std::move(moments)};
    return writeFile(path, kMomentFile, typeOf(&saved), &saved, texts);
}

Result<SavedMoments> readMoments(const QString &path)
{
    SavedMoments saved;
    if (const Result<void> read = readFile(path, kMomentFile, typeOf(&saved), &saved); !read)
        return std::unexpected(read.error());
    if (saved.moments.empty() || !std::ranges::all_of(saved.moments, isUsable))
        return fail(ErrorKind::Protocol, AppText::tr("%1: there is no moment in it.").arg(path));
    if (saved.moments.size() > kMostMoments)
        return fail(ErrorKind::Protocol, AppText::tr("%1: it has more than %2 targets.").arg(path).arg(kMostMoments));
    std::set<QString> names;
    const auto isAgain = [&](const SavedMoment &moment) { return !names.insert(moment.target.name).second; };
    if (const auto again = std::ranges::find_if(saved.moments, isAgain); again != saved.moments.end())
        return fail(
            ErrorKind::Protocol,
            AppText::tr("%1: it has two targets named “%2”.").arg(path, elided(plainLine(again->target.name), 60)));
    return saved;
}

} // namespace lockmaster
