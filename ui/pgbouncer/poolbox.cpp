// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pgbouncer/poolbox.h"

#include "base/format.h"
#include "base/redact.h"
#include "ui/common/rows/columnkinds.h"

#include <QCoreApplication>

namespace lockmaster {

namespace {

struct PoolBoxText {
    Q_DECLARE_TR_FUNCTIONS(PoolBox)
};

bool isInTransaction(const Session &session)
{
    return session.state == SessionState::IdleInTransaction || session.state == SessionState::IdleInTransactionAborted;
}

void tellSession(PoolBox &box, const PostgresState &postgres)
{
    const Session &session = *box.session;
    const int place = postgres.forest.find(session.key.pid);
    const LockNode *node = place < 0 ? nullptr : &postgres.forest.nodes[std::size_t(place)];
    box.doing = node && node->parent >= 0 ? PoolBoxText::tr("waits for a lock") : sessionStateName(session.state);
    box.state = isInTransaction(session) || (node && node->parent >= 0) ? HealthState::Warning : HealthState::Ok;
    if (node && node->parent < 0 && node->victims > 0) {
        box.doing = PoolBoxText::tr("%1, blocks %2").arg(box.doing, formatCount(node->victims));
        box.state = HealthState::Critical;
    }
    box.age = ageAt(postgres.serverNow, session.transactionStart ? session.transactionStart : session.stateChange);
    if (!session.application.isEmpty())
        box.application = session.application;
}

PoolBox boxOf(const PgBouncerState &state, const PgBouncerSocket &server, const Fleet &fleet,
              const ShownSnapshot &shown)
{
    PoolBox box;
    box.server = server;
    const BackendTrace trace = traceBackend(state, server, fleet, shown);
    box.target = trace.target;
    box.session = trace.session;
    box.age = ageAt(state.servers->taken, server.requested);
    if (const PgBouncerSocket *client = otherHalf(state, server))
        box.application = client->application;
    box.doing = box.target.isEmpty() ? PoolBoxText::tr("its server is not in this fleet")
                                     : PoolBoxText::tr("no such session seen");
    if (const SnapshotPtr there = box.session ? shown(box.target) : nullptr; there && there->postgres)
        tellSession(box, *there->postgres);
    if (server.link.isEmpty()) {
        box.doing = PoolBoxText::tr("free");
        box.state = HealthState::Unknown;
    }
    return box;
}

QString lineOf(const PoolBox &box)
{
    QStringList words{QString::number(box.server.remotePid), box.application, box.doing};
    if (box.age)
        words << formatWholeSeconds(*box.age);
    words.removeAll(QString());
    return words.join(QStringLiteral("  ·  "));
}

QString hintOf(const PoolBox &box)
{
    QString words = lineOf(box);
    if (box.session && !box.session->query.isEmpty())
        words += u'\n' + maskLiterals(box.session->query.left(400));
    return words;
}

} // namespace

std::vector<PoolBox> poolBoxes(const PgBouncerState &state, const PgBouncerPool &pool, const Fleet &fleet,
                               const ShownSnapshot &shown)
{
    std::vector<PoolBox> boxes;
    if (!state.servers)
        return boxes;
    for (const PgBouncerSocket &server : state.servers->all) {
        if (server.database == pool.database && server.user == pool.user)
            boxes.push_back(boxOf(state, server, fleet, shown));
    }
    return boxes;
}

std::vector<KeyedColumn<PoolBox>> poolBoxColumns()
{
    KeyedColumn<PoolBox> line =
        lineColumn<PoolBox>(columnInfo("connection", PoolBoxText::tr("Server connection"),
                                       PoolBoxText::tr("Backend, application, what it does, for how long."), 40),
                            lineOf);
    line.hint = hintOf;
    return {line};
}

} // namespace lockmaster
