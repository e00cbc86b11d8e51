// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "lab/scenes/stage.h"

#include "lab/processes.h"

namespace lockmaster {

using namespace std::chrono_literals;

Stage::Stage(Lab &lab, int size)
    : m_lab(lab)
    , m_size(size)
    , m_crowd([&lab](const QString &user, const QString &name) { return lab.conninfo(user, name); })
{
}

Result<int> Stage::enter(const CrowdMember &member)
{
    const std::size_t number = m_crowd.join(member);
    const bool settled = m_crowd.waitUntilSettled(20s);
    const Whereabouts where = m_crowd.whereabouts()[number];
    if (!settled || where.phase == CrowdSession::Phase::Lost) {
        return fail(ErrorKind::Network, QStringLiteral("%1 could not play its part").arg(member.applicationName),
                    QString::fromLatin1(where.sqlState));
    }
    return where.backendPid;
}

Result<void> Stage::enterRoot(const CrowdMember &member)
{
    return enter(member).and_then([this](int pid) {
        m_facts.rootPid = pid;
        return until(QStringLiteral("SELECT state <> 'active' OR query_start < clock_timestamp() - interval '20 ms' "
                                    "FROM pg_stat_activity WHERE pid = %1")
                         .arg(pid));
    });
}

Result<void> Stage::enterVictims(const std::vector<CrowdMember> &members)
{
    const std::size_t first = m_crowd.join(members);
    if (!m_crowd.waitUntilSettled(60s)) {
        return fail(ErrorKind::Timeout, QStringLiteral("the victims did not come"));
    }
    const std::vector<Whereabouts> all = m_crowd.whereabouts();
    std::vector<int> pids;
    for (std::size_t i = first; i < all.size(); ++i) {
        pids.push_back(all[i].backendPid);
    }
    m_facts.victimPids.insert(m_facts.victimPids.end(), pids.begin(), pids.end());
    return until(QStringLiteral("SELECT count(*) = %1 FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND pid IN (%2)")
                     .arg(QString::number(pids.size()), joined(pids)));
}

Result<void> Stage::until(const QString &condition, std::chrono::seconds patience)
{
    if (!waitUntil([&] { return m_lab.value(condition) == u"t"; }, patience)) {
        return fail(ErrorKind::Timeout, QStringLiteral("the scene did not come about: %1").arg(condition.left(200)));
    }
    return {};
}

} // namespace lockmaster
