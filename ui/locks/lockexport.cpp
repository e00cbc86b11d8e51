// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/locks/lockexport.h"

#include "base/format.h"
#include "base/redact.h"
#include "ui/common/rows/tableexport.h"
#include "ui/locks/locksmodel.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

namespace lockmaster {

namespace {

QString maskedCell(const LockRow &row, int column)
{
    const QString text = lockCell(row, LockColumn(column));
    return LockColumn(column) == LockColumn::Query ? maskLiterals(text) : text;
}

QString csvCell(const QString &text)
{
    return u'"' + withoutFormula(text).replace(u'"', QStringLiteral("\"\"")) + u'"';
}

/// Every session, nothing folded.
std::vector<LockRow> allRows(const Snapshot &snapshot)
{
    if (!snapshot.postgres)
        return {};
    std::set<SessionKey> everybody;
    for (const SessionPtr &session : snapshot.postgres->sessions)
        everybody.insert(session->key);
    for (const LockNode &node : snapshot.postgres->forest.nodes)
        everybody.insert({node.pid, {}});
    return lockRows(*snapshot.postgres, everybody);
}

void appendCsv(QString &csv, const std::vector<LockRow> &rows, int depth)
{
    for (const LockRow &row : rows) {
        csv += QString::number(depth);
        for (int column = 0; column < kLockColumns; ++column)
            csv += u',' + csvCell(maskedCell(row, column));
        csv += QStringLiteral("\r\n");
        appendCsv(csv, row.children, depth + 1);
    }
}

void appendText(QString &text, const std::vector<LockRow> &rows, int depth)
{
    for (const LockRow &row : rows) {
        QStringList cells;
        for (int column = 0; column < kLockColumns; ++column)
            cells << maskedCell(row, column);
        cells.removeAll(QString());
        text += QString(depth * 2, u' ') + cells.join(QStringLiteral("  ")) + u'\n';
        appendText(text, row.children, depth + 1);
    }
}

QJsonObject nodeJson(const PostgresState &state, int index)
{
    const LockNode &node = state.forest.nodes[std::size_t(index)];
    QJsonObject json{{QStringLiteral("pid"), node.pid},
                     {QStringLiteral("victims"), node.victims},
                     {QStringLiteral("freed"), node.freed},
                     {QStringLiteral("freed_at_once"), node.freedAtOnce},
                     {QStringLiteral("waited_seconds"), double(node.waited.count()) / 1e6},
                     {QStringLiteral("lost_seconds"), double(node.lost.count()) / 1e6}};
    if (const SessionPtr session = findSession(state, node.pid)) {
        json[QStringLiteral("application")] = session->application;
        json[QStringLiteral("user")] = session->user;
        json[QStringLiteral("database")] = session->database;
        json[QStringLiteral("state")] = sessionStateName(session->state);
        json[QStringLiteral("query")] = maskLiterals(session->query);
    }
    if (node.wait >= 0) {
        const LockWait &wait = state.lockWaits[std::size_t(node.wait)];
        json[QStringLiteral("place")] = node.place;
        json[QStringLiteral("lock_type")] = wait.lockType;
        json[QStringLiteral("mode")] = wait.mode;
        json[QStringLiteral("relation")] = wait.relation;
    }
    QJsonArray waiters;
    for (int child : node.children)
        waiters.append(nodeJson(state, child));
    json[QStringLiteral("waiters")] = waiters;
    return json;
}

} // namespace

QByteArray lockForestCsv(const Snapshot &snapshot)
{
    QString csv = QStringLiteral("depth");
    for (int column = 0; column < kLockColumns; ++column)
        csv += u',' + csvCell(lockColumnTitle(LockColumn(column)));
    csv += QStringLiteral("\r\n");
    appendCsv(csv, allRows(snapshot), 0);
    return csv.toUtf8();
}

QByteArray lockForestJson(const Snapshot &snapshot)
{
    QJsonArray roots;
    if (snapshot.postgres)
        for (int root : snapshot.postgres->forest.roots)
            roots.append(nodeJson(*snapshot.postgres, root));
    const QJsonObject json{{QStringLiteral("target"), snapshot.target},
                           {QStringLiteral("taken"), formatIso(snapshot.dataTaken.wall)},
                           {QStringLiteral("roots"), roots}};
    return QJsonDocument(json).toJson();
}

QString lockForestText(const Snapshot &snapshot)
{
    QString text = QStringLiteral("%1  %2\n").arg(snapshot.target, formatMoment(snapshot.dataTaken.wall));
    appendText(text, allRows(snapshot), 0);
    return text;
}

} // namespace lockmaster
