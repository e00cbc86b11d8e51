// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "fleet/secrets/secrets.h"

#include "base/redact.h"
#include "harness/testprogram.h"
#include "link/taskscope.h"

#include <QFile>
#include <QLocalServer>
#include <QTemporaryDir>
#include <QTemporaryFile>
#include <QTest>
#include <memory>
#include <optional>

using namespace lockmaster;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

using Answer = std::optional<Result<QString>>;

static QCoro::Task<void> ask(PasswordProvider provider, std::shared_ptr<Answer> answer, std::stop_token stop)
{
    *answer = co_await provider(stop);
}

static PasswordProvider providerOf(PasswordSource source, PasswordLimits limits = {})
{
    Target target;
    target.name = u"orders"_s;
    target.password = std::move(source);
    return passwordProvider(target, {{u"orders"_s, u"url-canary"_s}}, limits);
}

static PasswordProvider command(const QString &text, PasswordLimits limits = {})
{
    return providerOf({PasswordSource::Kind::Command, text}, limits);
}

class TestSecrets final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void gives_data();
    void gives();
    void failsWithAdvice_data();
    void failsWithAdvice();
    void endsAHangingCommandWhenStopped();
    void endsAHangingCommandAtItsDeadline();
    void stopsBeforeItStarts();
    void doesNotWaitForAKeyringThatHangs();
    void tellsThatThereIsNoKeyring();

private:
    int childOf(const QString &pidFile);
    QTemporaryFile m_services;
};

void TestSecrets::gives_data()
{
    QTest::addColumn<int>("kind");
    QTest::addColumn<QString>("argument");
    QTest::addColumn<QString>("password");
    const auto row = [](const char *name, PasswordSource::Kind kind, const QString &argument, const QString &password) {
        QTest::newRow(name) << static_cast<int>(kind) << argument << password;
    };
    qputenv("CANARY_VARIABLE", "variable-canary");
    row("none", PasswordSource::Kind::None, {}, u""_s);
    row("URL", PasswordSource::Kind::Url, {}, u"url-canary"_s);
    row("environment", PasswordSource::Kind::Environment, u"CANARY_VARIABLE"_s, u"variable-canary"_s);
    row("command", PasswordSource::Kind::Command, u"echo command-canary"_s, u"command-canary"_s);
    row("first line", PasswordSource::Kind::Command, u"printf 'line-canary\\r\\nlogin: bob\\n'"_s, u"line-canary"_s);
    row("no line end", PasswordSource::Kind::Command, u"printf short-canary"_s, u"short-canary"_s);
    row("spaces are part of it", PasswordSource::Kind::Command, u"echo ' a canary '"_s, u" a canary "_s);
    QVERIFY(m_services.open() && m_services.write("[orders]\npassword=service-canary\n") > 0 && m_services.flush());
    qputenv("PGSERVICEFILE", m_services.fileName().toUtf8());
    row("service", PasswordSource::Kind::Service, u"orders"_s, u"service-canary"_s);
    row("nothing to read from", PasswordSource::Kind::Command, u"cat; echo stdin-canary"_s, u"stdin-canary"_s);
}

void TestSecrets::gives()
{
    QFETCH(const int, kind);
    QFETCH(const QString, argument);
    QFETCH(const QString, password);
    TaskScope scope;
    const auto answer = std::make_shared<Answer>();
    scope.hold(ask(providerOf({static_cast<PasswordSource::Kind>(kind), argument}), answer, scope.token()));
    QTRY_VERIFY(answer->has_value());
    QCOMPARE((*answer)->value_or(u"an error"_s), password);
    QCOMPARE(redact(u"x"_s + password), password.isEmpty() ? u"x"_s : u"x‹secret›"_s);
}

void TestSecrets::failsWithAdvice_data()
{
    QTest::addColumn<int>("kind");
    QTest::addColumn<QString>("argument");
    QTest::addColumn<QString>("words");
    const auto row = [](const char *name, PasswordSource::Kind kind, const QString &argument, const QString &words) {
        QTest::newRow(name) << static_cast<int>(kind) << argument << words;
    };
    row("variable not set", PasswordSource::Kind::Environment, u"NO_SUCH_VARIABLE"_s, u"NO_SUCH_VARIABLE"_s);
    row("command fails", PasswordSource::Kind::Command, u"echo fail-canary; echo fail-canary >&2; exit 3"_s,
        u"exit code 3"_s);
    row("command not there", PasswordSource::Kind::Command, u"/nonexistent/fail-canary"_s, u"exit code 127"_s);
    row("prints nothing", PasswordSource::Kind::Command, u"true # fail-canary"_s, u"printed nothing"_s);
    row("empty first line", PasswordSource::Kind::Command, u"echo; echo fail-canary"_s, u"printed nothing"_s);
    row("prints for ever", PasswordSource::Kind::Command, u"yes fail-canary"_s, u"too much"_s);
}

void TestSecrets::failsWithAdvice()
{
    QFETCH(const int, kind);
    QFETCH(const QString, argument);
    QFETCH(const QString, words);
    TaskScope scope;
    const auto answer = std::make_shared<Answer>();
    scope.hold(ask(providerOf({static_cast<PasswordSource::Kind>(kind), argument}), answer, scope.token()));
    QTRY_VERIFY(answer->has_value());
    QVERIFY(!(*answer)->has_value());
    const Error &error = (*answer)->error();
    QCOMPARE(error.kind, ErrorKind::Config);
    QVERIFY2(error.text.contains(words), qPrintable(error.text));
    QVERIFY2(!(error.text + error.detail).contains(u"canary"), qPrintable(error.text + error.detail));
}

/// The pid that the command's own child wrote, 0 as long as it has not.
int TestSecrets::childOf(const QString &pidFile)
{
    QFile file(pidFile);
    return file.open(QIODevice::ReadOnly) ? file.readAll().trimmed().toInt() : 0;
}

/// A process that goes between the opening and the reading leaves an empty file.
static bool isGone(int pid)
{
    QFile status(u"/proc/%1/stat"_s.arg(pid));
    const QByteArray line = status.open(QIODevice::ReadOnly) ? status.readAll() : QByteArray();
    return line.isEmpty() || line.contains(") Z ");
}

void TestSecrets::endsAHangingCommandWhenStopped()
{
    const QTemporaryDir folder;
    const QString pidFile = folder.filePath(u"pid"_s);
    const auto answer = std::make_shared<Answer>();
    TaskScope scope;
    scope.hold(ask(command(u"sh -c 'echo $$ > %1; exec sleep 1000'; echo x"_s.arg(pidFile)), answer, scope.token()));
    QTRY_VERIFY(childOf(pidFile) > 0);
    const int child = childOf(pidFile);
    QVERIFY(!isGone(child));
    scope.close();
    QVERIFY(answer->has_value()); // in the stopping call itself
    QCOMPARE((*answer)->error().kind, ErrorKind::Cancelled);
    QTRY_VERIFY(isGone(child));
}

void TestSecrets::endsAHangingCommandAtItsDeadline()
{
    TaskScope scope;
    const auto answer = std::make_shared<Answer>();
    scope.hold(ask(command(u"echo canary; sleep 1000"_s, {.command = 100ms}), answer, scope.token()));
    QTRY_VERIFY(answer->has_value());
    QCOMPARE((*answer)->error().kind, ErrorKind::Timeout);
    QVERIFY(!(*answer)->error().detail.isEmpty());
}

void TestSecrets::stopsBeforeItStarts()
{
    std::stop_source stopped;
    stopped.request_stop();
    const auto answer = std::make_shared<Answer>();
    TaskScope scope;
    scope.hold(ask(command(u"echo x"_s), answer, stopped.get_token()));
    QVERIFY(answer->has_value());
    QCOMPARE((*answer)->error().kind, ErrorKind::Cancelled);
}

/// A session bus that takes connections and never says a word.
void TestSecrets::doesNotWaitForAKeyringThatHangs()
{
    const QTemporaryDir folder;
    QLocalServer bus;
    QVERIFY(bus.listen(folder.filePath(u"bus"_s)));
    qputenv("DBUS_SESSION_BUS_ADDRESS", "unix:path=" + folder.filePath(u"bus"_s).toUtf8());
    TaskScope scope;
    const auto answer = std::make_shared<Answer>();
    const PasswordSource keyring{PasswordSource::Kind::Keyring, {}};
    scope.hold(ask(providerOf(keyring, {.keyring = 100ms}), answer, scope.token()));
    QTRY_VERIFY(answer->has_value());
    QCOMPARE((*answer)->error().kind, ErrorKind::Timeout);
    QVERIFY((*answer)->error().text.contains(u"does not answer"));
    QVERIFY((*answer)->error().detail.contains(u"\"orders\""));

    const auto stopped = std::make_shared<Answer>();
    scope.hold(ask(providerOf(keyring), stopped, scope.token()));
    scope.close();
    QCOMPARE((*stopped)->error().kind, ErrorKind::Cancelled);
    bus.close(); // lets the bus library go
}

void TestSecrets::tellsThatThereIsNoKeyring()
{
    qputenv("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nonexistent");
    TaskScope scope;
    const auto answer = std::make_shared<Answer>();
    scope.hold(ask(providerOf({PasswordSource::Kind::Keyring, u"billing"_s}), answer, scope.token()));
    QTRY_VERIFY(answer->has_value());
    QCOMPARE((*answer)->error().kind, ErrorKind::Config);
    QVERIFY((*answer)->error().detail.contains(u"\"billing\""));
}

LOCKMASTER_TEST(TestSecrets)
#include "tst_secrets.moc"
