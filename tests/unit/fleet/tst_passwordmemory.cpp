// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>

#include "engine/passwordmemory.h"
#include "harness/testprogram.h"

using namespace lockmaster;
using namespace Qt::StringLiterals;

namespace {

struct Source {
    int asked = 0;
    bool fails = false;
};

QCoro::Task<Result<QString>> answer(Source *source)
{
    ++source->asked;
    if (source->fails)
        co_return fail(ErrorKind::Auth, u"The keyring is locked"_s);
    co_return u"secret %1"_s.arg(source->asked);
}

PasswordProvider providerOf(Source *source)
{
    return [source](std::stop_token) { return answer(source); };
}

Result<QString> ask(const PasswordMemory &memory)
{
    return QCoro::waitFor(memory.provider()({}));
}

} // namespace

class TestPasswordMemory : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void asksOnce()
    {
        Source source;
        const PasswordMemory memory(providerOf(&source));
        for (int connection = 0; connection < 3; ++connection)
            QCOMPARE(ask(memory).value(), u"secret 1"_s);
        QCOMPARE(source.asked, 1);
    }
    void asksAgainWhenItWasRefused()
    {
        Source source;
        PasswordMemory memory(providerOf(&source));
        QCOMPARE(ask(memory).value(), u"secret 1"_s);
        memory.forget();
        QCOMPARE(ask(memory).value(), u"secret 2"_s);
    }
    void doesNotRememberFailure()
    {
        Source source{0, true};
        const PasswordMemory memory(providerOf(&source));
        QVERIFY(!ask(memory));
        source.fails = false;
        QCOMPARE(ask(memory).value(), u"secret 2"_s);
    }
    void withoutASourceThereIsNoProvider() { QVERIFY(!PasswordMemory({}).provider()); }
};

LOCKMASTER_TEST(TestPasswordMemory)
#include "tst_passwordmemory.moc"
