// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// A snapshot with 1,000 sessions as CBOR and as JSON: bytes, and milliseconds of one writing and one reading, as one JSON
// object. The floor is what no writer is without: its texts as UTF-8.
#include <QCoreApplication>
#include <QElapsedTimer>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>
#include <cstdio>
#include <functional>

#include "../ui/fixtures.h"
#include "codec/bytes.h"
#include "codec/cbor.h"
#include "codec/json.h"
#include "model/snapshotfields.h"

using namespace lockmaster;
using namespace Qt::StringLiterals;

namespace {

constexpr int kSessions = 1000;
constexpr int kRounds = 50;
constexpr int kChanged = 50; ///< sessions that differ a second later

SessionPtr sessionOf(int pid, int second)
{
    const SessionState doing = pid % 5 ? SessionState::Idle : SessionState::Active;
    Session session = fixtures::session(pid, u"shop-backend-%1"_s.arg(pid % 20), doing);
    session.query +=
        u" AND changed = %1 AND customer = 'Ada Lovelace' /* controller=orders,action=show */"_s.arg(second);
    return std::make_shared<const Session>(std::move(session));
}

Snapshot snapshotOf(PostgresState state)
{
    state.forest = lockForest(state.lockWaits, state.serverNow);
    state.headroom = headroom(state.sessions, state.settings);
    Snapshot snapshot = fixtures::live(std::move(state));
    for (int series = 0; series < 100; ++series)
        snapshot.samples.push_back({u"pg_stat_activity_count{state=\"%1\"}"_s.arg(series), double(series)});
    return snapshot;
}

Snapshot first()
{
    PostgresState state = fixtures::state(0);
    for (int pid = 1; pid <= kSessions; ++pid)
        state.sessions.push_back(sessionOf(pid, 0));
    return snapshotOf(std::move(state));
}

Snapshot second(const Snapshot &before)
{
    PostgresState state = *before.postgres;
    state.serverNow += std::chrono::seconds(1);
    for (int i = 0; i < kChanged; ++i) {
        SessionPtr &session = state.sessions[std::size_t(i * kSessions / kChanged)];
        session = sessionOf(session->key.pid, 1);
    }
    return snapshotOf(std::move(state));
}

/// The median of all rounds, in milliseconds.
double timed(const std::function<void()> &work)
{
    std::vector<double> times;
    for (int round = 0; round < kRounds; ++round) {
        QElapsedTimer timer;
        timer.start();
        work();
        times.push_back(double(timer.nsecsElapsed()) / 1e6);
    }
    std::ranges::nth_element(times, times.begin() + kRounds / 2);
    return times[kRounds / 2];
}

qsizetype floorOf(const Snapshot &snapshot)
{
    qsizetype bytes = 0;
    for (const SessionPtr &session : snapshot.postgres->sessions) {
        for (const QString *text :
             {&session->database, &session->user, &session->application, &session->client, &session->backendType,
              &session->waitEventType, &session->waitEvent, &session->query})
            bytes += text->toUtf8().size();
    }
    return bytes;
}

QByteArray jsonBytes(const Snapshot &snapshot, Texts texts)
{
    return QJsonDocument(jsonOf(snapshot, texts)).toJson(QJsonDocument::Compact);
}

} // namespace

int main(int argc, char *argv[])
{
    const QCoreApplication application(argc, argv);
    const Snapshot before = first();
    const Snapshot after = second(before);
    const QByteArray cbor = toCbor(after, Texts::Full);
    const QByteArray json = jsonBytes(after, Texts::Full);
    const QByteArray changes = difference(after, before, Texts::Full);
    const auto back = fromCbor<Snapshot>(cbor);
    if (!back || !isSame(*back, after) || int(after.postgres->sessions.size()) != kSessions) {
        std::fputs("no figure: what was written is not what was read\n", stderr);
        return 1;
    }
    std::puts(
        QJsonDocument(
            QJsonObject{
                {u"sessions"_s, kSessions},
                {u"changed"_s, kChanged},
                {u"floor"_s,
                 QJsonObject{{u"bytes"_s, floorOf(after)}, {u"write_ms"_s, timed([&] { floorOf(after); })}}},
                {u"cbor"_s, QJsonObject{{u"bytes"_s, cbor.size()},
                                        {u"write_ms"_s, timed([&] { toCbor(after, Texts::Full); })},
                                        {u"read_ms"_s, timed([&] { (void)fromCbor<Snapshot>(cbor); })}}},
                {u"cbor, masked"_s, QJsonObject{{u"bytes"_s, toCbor(after, Texts::Masked).size()},
                                                {u"write_ms"_s, timed([&] { toCbor(after, Texts::Masked); })}}},
                {u"difference"_s, QJsonObject{{u"bytes"_s, changes.size()},
                                              {u"write_ms"_s, timed([&] { difference(after, before, Texts::Full); })},
                                              {u"read_ms"_s, timed([&] { (void)changed(before, changes); })}}},
                {u"json"_s, QJsonObject{{u"bytes"_s, json.size()},
                                        {u"write_ms"_s, timed([&] { jsonBytes(after, Texts::Full); })},
                                        {u"read_ms"_s, timed([&] { QJsonDocument::fromJson(json); })}}},
                {u"count bytes"_s, QJsonObject{{u"bytes"_s, qint64(bytesOf(after))},
                                               {u"write_ms"_s, timed([&] { bytesOf(after, &before); })}}}})
            .toJson()
            .constData());
    return 0;
}
