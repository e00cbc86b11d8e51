// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// A vacuum of a table that is large: what a person waits for. 300 MB; LOCKMASTER_LARGE_TABLE_MB=2000 makes it larger.
#include "harness/testprogram.h"
#include "maintenancetest.h"

using namespace lockmaster;
using namespace lockmaster::test;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

class TestVacuumLarge : public MaintenanceTest
{
    Q_OBJECT

private:
    static constexpr qint64 kSoon = 2000; ///< milliseconds
    QElapsedTimer m_sent;
    QElapsedTimer m_cancelled;
    std::optional<qint64> m_firstTold;

    ActionResult executeTimed(const ActionPlan &made, std::stop_token stop, std::stop_token cancel)
    {
        const auto tell = [this](const ActionProgress &progress) {
            m_told.push_back(progress);
            if (progress.total && !m_firstTold)
                m_firstTold = m_sent.elapsed();
        };
        m_firstTold.reset();
        m_sent.start();
        return QCoro::waitFor(m_executor->execute(made, made.token, {}, std::move(stop), {tell, std::move(cancel)}));
    }

private Q_SLOTS:
    void initTestCase()
    {
        startLab(LabParts());
        const int megabytes = qEnvironmentVariableIntValue("LOCKMASTER_LARGE_TABLE_MB");
        const int rows = (megabytes > 0 ? megabytes : 300) * 1000;
        QVERIFY(m_lab->exec(
            u"CREATE TABLE large (i int, t text) WITH (autovacuum_enabled = off); ALTER TABLE large OWNER TO web; "
            "INSERT INTO large SELECT i, repeat('x', 960) FROM generate_series(1, %1) i; "
            "CREATE INDEX ON large (i); DELETE FROM large WHERE i % 2 = 0; "
            // as an administrator slows it on a busy server
            "ALTER ROLE web SET vacuum_cost_delay = '5ms'; ALTER ROLE web SET vacuum_cost_limit = 200"_s.arg(rows)));
    }
    void init() { useAs(u"web"_s); }
    void cleanup() { m_executor.reset(); }

    void progressAndCancelComeWithinTwoSeconds()
    {
        const ActionPlan made = planFor(u"large"_s);
        QVERIFY(made.isAllowed());
        std::stop_source cancel;
        QTimer timer;
        whenSent(
            timer, [this] { return m_told.size() >= 3; },
            [&] {
                m_cancelled.start();
                cancel.request_stop();
            });
        const ActionResult result = executeTimed(made, {}, cancel.get_token());
        QCOMPARE(outcomeName(result.outcome), u"failed_clean"_s);
        QVERIFY2(m_firstTold && *m_firstTold < kSoon, QByteArray::number(m_firstTold.value_or(-1)));
        QVERIFY2(m_cancelled.elapsed() < kSoon, QByteArray::number(m_cancelled.elapsed()));
        QCOMPARE(value(u"SELECT count(*) FROM pg_stat_progress_vacuum"_s), u"0"_s);
        qInfo() << "told after" << *m_firstTold << "ms, cancelled within" << m_cancelled.elapsed() << "ms";
    }

    /// Closed and opened again meanwhile: the new console says at once how far it is.
    void theNextConsoleKnowsHowFarItIs()
    {
        const ActionPlan made = planFor(u"large"_s);
        std::stop_source ending;
        QTimer timer;
        whenSent(timer, [this] { return m_told.size() >= 2; }, [&] { ending.request_stop(); });
        QCOMPARE(outcomeName(executeTimed(made, ending.get_token(), {}).outcome), u"unknown"_s);

        m_writer = std::make_unique<JournalWriter>(m_journal->folder()); // waits until the first has written
        const std::vector<ActionPlan> open = m_journal->unfinished().value();
        QCOMPARE(open.size(), 1U);
        actOnPlaces();
        QElapsedTimer took;
        took.start();
        const ActionResult running = QCoro::waitFor(m_executor->verify(open.front(), {}));
        QVERIFY2(took.elapsed() < kSoon, QByteArray::number(took.elapsed()));
        QVERIFY2(running.isRunning && running.summary.contains(u'%'), running.summary.toUtf8());

        QVERIFY(m_lab->exec(u"SELECT pg_cancel_backend(pid) FROM pg_stat_progress_vacuum"_s));
        QTRY_COMPARE(value(u"SELECT count(*) FROM pg_stat_progress_vacuum"_s), u"0"_s);
        QCOMPARE(outcomeName(QCoro::waitFor(m_executor->verify(open.front(), {})).outcome), u"failed_clean"_s);
    }
};

LOCKMASTER_TEST(TestVacuumLarge)
#include "tst_vacuum_large.moc"
