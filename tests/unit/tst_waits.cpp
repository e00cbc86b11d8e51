// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "link/waits.h"

#include "harness/testprogram.h"
#include "link/taskscope.h"

#include <QTest>

using namespace lockmaster;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

QCoro::Task<void> resolve(QString name, std::optional<Result<QList<QHostAddress>>> *result, std::stop_token stop)
{
    *result = co_await resolveHost(std::move(name), QDeadlineTimer(10s), stop);
}

} // namespace

class TestWaits : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aNameIsResolved()
    {
        std::optional<Result<QList<QHostAddress>>> result;
        TaskScope scope;
        scope.hold(resolve(u"localhost"_s, &result, scope.token()));
        QTRY_VERIFY(result);
        QVERIFY(result->has_value() && !result->value().isEmpty());
    }

    void aStoppedLookupEndsWithinTheCall()
    {
        std::optional<Result<QList<QHostAddress>>> result;
        {
            TaskScope scope;
            scope.hold(resolve(u"localhost"_s, &result, scope.token()));
        }
        QVERIFY(result && !*result);
        QCOMPARE(result->error().kind, ErrorKind::Cancelled);
        QCoreApplication::processEvents(); // an answer that comes all the same is nobody's
    }
};

LOCKMASTER_TEST(TestWaits)
#include "tst_waits.moc"
