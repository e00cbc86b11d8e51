// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/fleetchoice.h"

#include <QCommandLineParser>
#include <QFileInfo>

#include <algorithm>

#include "app/apptext.h"
#include "app/folders.h"
#include "fleet/fleetfile.h"
#include "fleet/secrets/secrets.h"
#include "fleet/targeturl.h"
#include "model/fleet/fleetlines.h"

namespace lockmaster {
namespace {

using namespace Qt::StringLiterals;

PasswordSourceFactory factory(const UrlPasswords &urlPasswords)
{
    return [urlPasswords](const Target &target) { return passwordProvider(target, urlPasswords); };
}

bool isUrl(const QString &text)
{
    return text.contains("://"_L1) || text.contains(u'=');
}

bool isTaken(const Fleet &fleet, const QString &name)
{
    return std::ranges::contains(fleet.targets, name, &Target::name);
}

/// Two URLs may lead to the same end point, e.g. as different users.
QString freeName(const Fleet &fleet, const QString &wanted)
{
    QString name = wanted;
    for (int number = 2; isTaken(fleet, name); ++number)
        name = u"%1 (%2)"_s.arg(wanted).arg(number);
    return name;
}

/// As it was given, so that what it leaves to the environment stays left to it; the name of a service as no name of a fleet
/// file can be mistaken for.
QString urlAgain(const QString &given, const TargetUrl &read)
{
    if (read.holdsSecret)
        return urlOf(read.target);
    return isUrl(given) ? given : u"service="_s + given;
}

Result<ChosenFleet> fleetOfUrls(const QStringList &urls)
{
    Fleet fleet;
    UrlPasswords passwords;
    FleetOrigin origin;
    for (const QString &url : urls) {
        Result<TargetUrl> read = targetFromUrl(url);
        if (!read)
            return std::unexpected(read.error());
        read->target.name = freeName(fleet, read->target.name);
        if (!read->password.isEmpty())
            passwords.insert(read->target.name, read->password);
        origin.urls.insert(read->target.name, urlAgain(url.trimmed(), *read));
        if (read->holdsSecret)
            origin.lackPassword << read->target.name;
        fleet.targets.push_back(std::move(read->target));
    }
    return ChosenFleet{std::move(fleet), factory(passwords), std::move(origin)};
}

Result<ChosenFleet> fleetOfFile(const QCommandLineParser &parser)
{
    const bool isNamed = parser.isSet(u"fleet"_s);
    const QString path = isNamed ? parser.value(u"fleet"_s) : defaultFleetFile();
    if (!isNamed && !QFileInfo::exists(path))
        return fail(ErrorKind::Config, AppText::tr("No server is named, and there is no fleet file %1. Name a URL "
                                                   "(postgresql://user@host/database) or a file (--fleet FILE).")
                                           .arg(path));
    const FleetOrigin origin{isNamed ? QFileInfo(path).absoluteFilePath() : QString(), {}, {}};
    return readFleetFile(path).transform(
        [&origin](Fleet fleet) { return ChosenFleet{std::move(fleet), factory({}), origin}; });
}

Result<ChosenFleet> onlyTarget(ChosenFleet all, const QString &name)
{
    const auto found = std::ranges::find(all.fleet.targets, name, &Target::name);
    if (found != all.fleet.targets.end())
        return ChosenFleet{{{*found}}, all.passwords, all.origin};
    QStringList names;
    std::ranges::transform(all.fleet.targets, std::back_inserter(names), &Target::name);
    return fail(ErrorKind::Config, AppText::tr("There is no target named “%1” in the fleet file.").arg(name),
                AppText::tr("It has: %1").arg(names.join(", "_L1)));
}

Result<ChosenFleet> onlyTargets(const ChosenFleet &all, QStringList names)
{
    names.removeDuplicates();
    ChosenFleet chosen{{}, all.passwords, all.origin};
    for (const QString &name : std::as_const(names)) {
        Result<ChosenFleet> one = onlyTarget(all, name);
        if (!one)
            return one;
        chosen.fleet.targets.push_back(one->fleet.targets.front());
    }
    return chosen;
}

bool arePeers(const Target &left, const Target &right)
{
    if (left.name == right.name)
        return false;
    if (left.kind == ServerKind::PostgreSql && right.kind == ServerKind::PostgreSql
        && (left.group.isEmpty() || right.group.isEmpty()))
        return true; // a second primary may stand in no group; those of another group were said to be of another system
    return !left.group.isEmpty() && right.group == left.group
           && (right.kind == left.kind || right.kind == ServerKind::PostgreSql);
}

} // namespace

void addFleetOption(QCommandLineParser &parser)
{
    const QString help = AppText::tr("The fleet file; default: %1").arg(defaultFleetFile());
    parser.addOption({u"fleet"_s, help, AppText::tr("FILE")});
}

Result<ChosenFleet> chooseFleet(const QCommandLineParser &parser, const QStringList &urls)
{
    return urls.isEmpty() ? fleetOfFile(parser) : fleetOfUrls(urls);
}

Result<ChosenFleet> chooseTarget(const QCommandLineParser &parser, const QString &nameOrUrl)
{
    const bool hasFile = parser.isSet(u"fleet"_s) || QFileInfo::exists(defaultFleetFile());
    if (isUrl(nameOrUrl) || !hasFile)
        return fleetOfUrls({nameOrUrl});
    return fleetOfFile(parser).and_then([&](ChosenFleet all) { return onlyTarget(std::move(all), nameOrUrl); });
}

Result<ChosenFleet> chooseTargets(const QCommandLineParser &parser, const QStringList &namesOrUrls)
{
    if (namesOrUrls.size() == 1)
        return chooseTarget(parser, namesOrUrls.front());
    const auto urls = std::ranges::count_if(namesOrUrls, isUrl);
    if (urls == namesOrUrls.size())
        return fleetOfUrls(namesOrUrls);
    if (urls > 0)
        return fail(ErrorKind::Config, AppText::tr("Name either URLs or targets of the fleet file."));
    return fleetOfFile(parser).and_then([&](const ChosenFleet &all) { return onlyTargets(all, namesOrUrls); });
}

Result<ChosenFleet> chooseTargetWithPeers(const QCommandLineParser &parser, const QString &nameOrUrl)
{
    Result<ChosenFleet> chosen = chooseTarget(parser, nameOrUrl);
    const Result<ChosenFleet> all = chosen && !isUrl(nameOrUrl) ? fleetOfFile(parser) : chosen;
    if (!chosen || !all)
        return chosen;
    const Target target = chosen->fleet.targets.front();
    std::ranges::copy_if(all->fleet.targets, std::back_inserter(chosen->fleet.targets),
                         [&](const Target &other) { return arePeers(target, other); });
    return chosen;
}

ChosenFleet withGroups(const QCommandLineParser &parser, ChosenFleet chosen)
{
    const Result<ChosenFleet> all = chosen.origin.urls.isEmpty() ? fleetOfFile(parser) : Result<ChosenFleet>(chosen);
    if (!all)
        return chosen;
    QStringList groups;
    for (const Target &target : chosen.fleet.targets)
        groups << target.group;
    groups.removeAll(QString());
    for (const Target &other : all->fleet.targets) {
        if (groups.contains(other.group) && !isTaken(chosen.fleet, other.name))
            chosen.fleet.targets.push_back(other);
    }
    return chosen;
}

} // namespace lockmaster
