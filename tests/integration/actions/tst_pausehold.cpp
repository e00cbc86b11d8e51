// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// The planned time of a pause: it ends by itself, a person keeps it or ends it sooner, somebody else does, or nobody can.
// A console that is killed meanwhile: tst_poolerlost.
#include "harness/testprogram.h"
#include "poolertest.h"

#include <QElapsedTimer>

using namespace lockmaster;
using namespace lockmaster::test;

namespace {

const QString kHeld = u"pgbouncer.pause"_s;
const QString kRelease = u"pgbouncer.resume"_s;

QJsonObject forSeconds(int seconds)
{
    return {{u"database"_s, u"orders"_s}, {u"window"_s, seconds}};
}

} // namespace

class TestPauseHold : public PoolerTest
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { startLab(LabPart::Postgres | LabPart::PgBouncer); }
    void init() { useAs(u"pgbouncer_admin"_s); }
    void cleanup() { setRight(); }

    /// The dead man's timer: what nobody confirms does not last.
    void endsByItselfUnlessItIsKept()
    {
        const auto waiting = client();
        const ActionPlan made = plan(kHeld, kTarget, forSeconds(2));
        QVERIFY2(made.consequence.contains(u"by itself after 2 s"), made.consequence.toUtf8());
        QTimer timer;
        QString whilePaused;
        whenSent(
            timer, [this] { return !m_told.empty() && !m_told.back().keepWord.isEmpty(); },
            [&] {
                whilePaused = ofOrders(u"paused"_s);
                QVERIFY(journalText().contains("RESUME \\\"orders\\\""));
                QVERIFY(waiting->send(u"SELECT 1"_s));
            });
        QElapsedTimer took;
        took.start();
        const ActionResult result = execute(made);
        QCOMPARE(outcomeName(result.outcome), u"done_verified"_s);
        QVERIFY2(result.summary.contains(u"was paused for 2 s; nobody kept it paused"), result.summary.toUtf8());
        QVERIFY2(took.elapsed() >= 2000, QByteArray::number(took.elapsed()));
        QVERIFY(!result.offer);
        QCOMPARE(whilePaused, u"1"_s);
        QCOMPARE(ofOrders(u"paused"_s), u"0"_s);
        QCOMPARE(waiting->answer(), u"1"_s);
        QCOMPARE(m_told.back().total, 2);
    }

    void staysWhenAPersonKeepsIt()
    {
        std::stop_source keep;
        QTimer timer;
        whenSent(timer, [this] { return !m_told.empty(); }, [&] { keep.request_stop(); });
        const ActionResult result = execute(plan(kHeld, kTarget, forSeconds(30)), {}, {}, keep.get_token());
        QCOMPARE(outcomeName(result.outcome), u"done_verified"_s);
        QVERIFY2(result.summary.contains(u"is paused"), result.summary.toUtf8());
        QVERIFY(result.offer && result.offer->action == kRelease && result.offer->arguments == kOrders);
        QCOMPARE(ofOrders(u"paused"_s), u"1"_s);
    }

    void endsSoonerWhenAPersonSaysSo()
    {
        std::stop_source cancel;
        QTimer timer;
        whenSent(timer, [this] { return !m_told.empty(); }, [&] { cancel.request_stop(); });
        const ActionResult result = execute(plan(kHeld, kTarget, forSeconds(30)), {}, cancel.get_token());
        QCOMPARE(outcomeName(result.outcome), u"done_verified"_s);
        QVERIFY2(result.summary.contains(u"you had it resumed"), result.summary.toUtf8());
        QCOMPARE(ofOrders(u"paused"_s), u"0"_s);
    }

    void isOverWhenSomebodyElseResumesIt()
    {
        QTimer timer;
        whenSent(
            timer, [this] { return !m_told.empty(); },
            [this] { QVERIFY(m_lab->pgbouncer().console(u"RESUME orders"_s)); });
        const ActionResult result = execute(plan(kHeld, kTarget, forSeconds(30)));
        QCOMPARE(outcomeName(result.outcome), u"done_verified"_s);
        QVERIFY2(result.summary.contains(u"somebody resumed it"), result.summary.toUtf8());
    }

    void aPauseThatCannotEndIsTold()
    {
        m_watchAs = Place{targetOf(m_lab->pgbouncer(), u"lockmaster"_s), m_lab->password(u"lockmaster"_s)};
        const ActionResult result = execute(plan(kHeld, kTarget, forSeconds(1)));
        QCOMPARE(outcomeName(result.outcome), u"failed_partial"_s);
        QVERIFY2(result.summary.contains(u"could not be taken back when it was over"), result.summary.toUtf8());
        QVERIFY(result.offer && result.offer->action == kRelease);
        QCOMPARE(ofOrders(u"paused"_s), u"1"_s);
    }

    /// The console ends in an orderly way while it is paused: nobody resumes it, and the next one offers to.
    void theConsoleEndsWhileItIsPaused()
    {
        std::stop_source stop;
        QTimer timer;
        whenSent(timer, [this] { return !m_told.empty(); }, [&] { stop.request_stop(); });
        const ActionPlan made = plan(kHeld, kTarget, forSeconds(30));
        const auto tell = [this](const ActionProgress &progress) { m_told.push_back(progress); };
        const ActionResult result =
            QCoro::waitFor(m_executor->execute(made, made.token, {}, stop.get_token(), {.tell = tell}));
        QCOMPARE(outcomeName(result.outcome), u"unknown"_s);
        QVERIFY2(result.summary.contains(u"stays paused until somebody resumes it"), result.summary.toUtf8());
        QTRY_COMPARE(m_journal->unfinished().value().size(), 1U);
        const ActionPlan open = m_journal->unfinished().value().front();
        QVERIFY(open.undoRequest && open.undoRequest->action == kRelease && open.undoRequest->arguments == kOrders);
        const ActionResult seen = QCoro::waitFor(m_executor->verify(open, {}));
        QCOMPARE(outcomeName(seen.outcome), u"done_verified"_s);
        QVERIFY(seen.offer && seen.offer->action == kRelease);
        QVERIFY2(seen.next.contains(u"RESUME \"orders\""), seen.next.toUtf8());
        QCOMPARE(outcomeName(execute(plan(kRelease, kTarget, seen.offer->arguments)).outcome), u"done_verified"_s);
    }
};

LOCKMASTER_TEST(TestPauseHold)
#include "tst_pausehold.moc"
