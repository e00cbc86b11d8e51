// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "lab/scenes/stage.h"

#include "lab/process/processes.h"

#include <algorithm>
#include <ranges>

namespace lockmaster {

using namespace Qt::StringLiterals;

Stage::Stage(Lab &lab, int size)
    : m_lab(lab), m_size(size), m_crowd(std::make_unique<Crowd>([&lab](const QString &user, const QString &name) {
        return lab.conninfo(user, name);
    }))
{
}

Result<void> Stage::settle(std::chrono::seconds patience)
{
    if (!m_crowd->waitUntilSettled(patience)) {
        return fail(ErrorKind::Timeout, u"not all sessions of the scene came"_s);
    }
    const std::vector<Whereabouts> all = m_crowd->whereabouts();
    const auto lost = std::ranges::find(all, CrowdSession::Phase::Lost, &Whereabouts::phase);
    if (lost != all.end()) {
        return fail(lost->sqlState == "53300" ? ErrorKind::Full : ErrorKind::Network,
                    u"a session of the scene was refused"_s, QString::fromLatin1(lost->sqlState));
    }
    return {};
}

Result<int> Stage::enter(const CrowdMember &member)
{
    const std::size_t number = m_crowd->join(member);
    return settle().transform([&] { return m_crowd->whereabouts()[number].backendPid; });
}

Result<void> Stage::enterRoot(const CrowdMember &member)
{
    return enter(member).and_then([this](int pid) {
        m_facts.rootPid = pid;
        return until(u"SELECT state <> 'active' OR query_start < clock_timestamp() - interval '20 ms' "
                     "FROM pg_stat_activity WHERE pid = %1"_s.arg(pid));
    });
}

Result<void> Stage::enterVictims(const std::vector<CrowdMember> &members)
{
    const std::size_t first = m_crowd->join(members);
    return settle().and_then([&] {
        const std::vector<int> all = m_crowd->backendPids();
        const std::vector<int> pids(all.begin() + static_cast<std::ptrdiff_t>(first), all.end());
        m_facts.victimPids.insert(m_facts.victimPids.end(), pids.begin(), pids.end());
        return until(u"SELECT count(*) = %1 FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND pid IN (%2)"_s.arg(
            QString::number(pids.size()), joined(pids)));
    });
}

Result<void> Stage::until(const QString &condition, std::chrono::seconds patience)
{
    return until([&] { return m_lab.value(condition) == u"t"; }, condition.left(200), patience);
}

Result<void> Stage::until(const std::function<bool()> &seen, const QString &what, std::chrono::seconds patience)
{
    if (!waitUntil(seen, patience)) {
        return fail(ErrorKind::Timeout, u"waited in vain: %1"_s.arg(what));
    }
    return {};
}

Crowd &Stage::clients()
{
    if (!m_clients) {
        m_clients = std::make_unique<Crowd>(
            [this](const QString &user, const QString &name) { return m_lab.applicationConninfo(user, name); });
    }
    return *m_clients;
}

void Stage::atEnd(const QString &sql)
{
    atEnd([this, sql] { return m_lab.exec(sql).transform([](const SqlTable &) {}); });
}

Result<void> Stage::clear()
{
    m_works.clear();
    const std::vector<int> pids = m_crowd->backendPids();
    m_crowd.reset(); // first, for some would connect again
    m_clients.reset();
    Result<void> done = m_lab.endSessions(pids);
    for (const auto &undo : m_undo | std::views::reverse) {
        const Result<void> undone = undo();
        done = done ? undone : done;
    }
    m_undo.clear();
    return done;
}

} // namespace lockmaster
