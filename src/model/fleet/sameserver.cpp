// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/fleet/sameserver.h"

#include <algorithm>

#include "base/hostport.h"
#include "model/redis/redis.h"
#include "model/redis/sentinel.h"

namespace lockmaster {

using namespace Qt::StringLiterals;

namespace {

QString settingOf(const RedisState &state, const char *name)
{
    const auto found = state.settings.find(QString::fromLatin1(name));
    return found == state.settings.end() ? QString() : found->second;
}

void addEntry(const Target &target, QStringList &all)
{
    const QStringList ports = parameter(target.parameters, u"port").split(u',');
    for (const auto *keyword : {u"host", u"hostaddr"}) {
        const QString given = parameter(target.parameters, QStringView(keyword));
        const QStringList hosts = given.isEmpty() ? QStringList() : given.split(u',');
        for (qsizetype i = 0; i < hosts.size(); ++i) {
            const QString port = ports.size() == 1 ? ports.first() : ports.value(i);
            all << hostPortText(hosts[i], port.isEmpty() ? QString::number(recordOf(target.kind).defaultPort) : port);
        }
    }
}

/// Only one of host and port may be announced: the other is then the server's own.
void addAnnounced(const RedisState &state, const QString &reached, QStringList &all)
{
    const QString host = settingOf(state, "replica-announce-ip");
    const int port = settingOf(state, "replica-announce-port").toInt();
    const qsizetype colon = reached.lastIndexOf(u':');
    if (!host.isEmpty())
        all << hostPortText(host, port > 0 ? port : state.identity.port);
    else if (port > 0 && colon > 0)
        all << reached.first(colon) + u':' + QString::number(port);
    if (!state.cluster)
        return;
    for (const RedisClusterNode &node : state.cluster->nodes) {
        if (node.isMyself)
            all << node.address;
    }
}

QString idOf(const Snapshot &snapshot)
{
    if (snapshot.redis)
        return snapshot.redis->identity.runId;
    return snapshot.sentinel ? snapshot.sentinel->ownId : QString();
}

} // namespace

QStringList addressesOf(const Target *target, const Snapshot *snapshot)
{
    QStringList all;
    if (target)
        addEntry(*target, all);
    if (snapshot)
        all << snapshot->link.address;
    if (snapshot && snapshot->redis)
        addAnnounced(*snapshot->redis, snapshot->link.address, all);
    all.removeAll(QString());
    all.removeDuplicates();
    return all;
}

bool isSameServer(const NamedServer &named, const Target *target, const Snapshot *snapshot)
{
    if (!named.id.isEmpty() && snapshot && idOf(*snapshot) == named.id)
        return true;
    return !named.address.isEmpty() && addressesOf(target, snapshot).contains(named.address, Qt::CaseInsensitive);
}

} // namespace lockmaster
