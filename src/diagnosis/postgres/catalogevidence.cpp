// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "diagnosis/postgres/catalogevidence.h"

#include <QJsonArray>
#include <algorithm>

#include "diagnosis/evidence.h"
#include "model/postgres/sqlname.h"

namespace lockmaster {

const Catalog *catalogOf(const Snapshot &snapshot)
{
    return snapshot.postgres->catalog.get();
}

Subject tableSubject(const CatalogTable &table)
{
    return {SubjectKind::Table, {}, sqlName(table.schema, table.name)};
}

Subject indexSubject(const CatalogIndex &index)
{
    return {SubjectKind::Index, {}, sqlName(index.schema, index.name)};
}

QJsonArray sessionsNaming(const PostgresState &state, const QString &table)
{
    constexpr std::size_t kMostSessions = 3;
    std::vector<SessionPtr> naming;
    for (const SessionPtr &session : state.sessions) {
        if (session->state == SessionState::Active && session->query.contains(table, Qt::CaseInsensitive))
            naming.push_back(session);
    }
    std::ranges::sort(naming, {}, [](const SessionPtr &session) { return session->queryStart; });
    naming.resize(std::min(naming.size(), kMostSessions));
    QJsonArray sessions;
    for (const SessionPtr &session : naming)
        sessions.append(sessionJson(state, session->key.pid));
    return sessions;
}

std::optional<std::chrono::microseconds> countedFor(const Catalog &catalog, const PostgresState &state)
{
    const auto since = catalog.statsReset ? catalog.statsReset : state.identity.started;
    return since ? std::optional(std::chrono::microseconds(catalog.readAt - *since)) : std::nullopt;
}

} // namespace lockmaster
