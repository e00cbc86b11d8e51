// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/sessions/sessionmodel.h"

#include "ui/sessions/sessioncolumns.h"
#include "ui/sessions/sessiongroups.h"

namespace lockmaster {

SessionModel::SessionModel(QObject *parent) : KeyedTableModel<SessionRow>(sessionColumns(), parent) {}

void SessionModel::setState(const PostgresState &state)
{
    forgetEnded(state);
    std::vector<SessionRow> rows;
    rows.reserve(state.sessions.size());
    for (const SessionPtr &session : state.sessions) {
        SessionRow row{.session = session, .texts = textsOf(session), .ages = agesOf(*session, state.serverNow)};
        if (const int place = state.forest.find(session->key.pid); place >= 0) {
            const LockNode &node = state.forest.nodes[static_cast<std::size_t>(place)];
            row.blocks = node.victims;
            if (node.parent >= 0) {
                row.blockedBy = state.forest.nodes[static_cast<std::size_t>(node.parent)].pid;
                row.ages.wait = node.waited;
            }
        }
        rows.push_back(std::move(row));
    }
    setRows(std::move(rows));
}

void SessionModel::clear()
{
    m_texts.clear();
    setRows({});
}

void SessionModel::setView(const SessionView &view)
{
    if (view == m_view)
        return;
    m_view = view;
    rebuild();
}

bool SessionModel::accepts(const SessionRow &row) const
{
    return lockmaster::accepts(m_view, row);
}

void SessionModel::arrange(std::vector<SessionRow> &rows) const
{
    m_counts = countSessions(rows);
    groupSessions(rows, m_view.grouping);
}

std::shared_ptr<const SessionTexts> SessionModel::textsOf(const SessionPtr &session)
{
    auto &texts = m_texts[session];
    if (!texts)
        texts = std::make_shared<const SessionTexts>(sessionTexts(*session));
    return texts;
}

/// Looking through all of them every second would cost more than it frees.
void SessionModel::forgetEnded(const PostgresState &state)
{
    if (m_texts.size() < 2 * state.sessions.size())
        return;
    std::unordered_map<SessionPtr, std::shared_ptr<const SessionTexts>> kept;
    kept.reserve(state.sessions.size());
    for (const SessionPtr &session : state.sessions) {
        if (const auto known = m_texts.find(session); known != m_texts.end())
            kept.insert(*known);
    }
    m_texts = std::move(kept);
}

} // namespace lockmaster

#include "moc_sessionmodel.cpp"
