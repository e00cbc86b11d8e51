// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "link/trust.h"

#include "harness/testprogram.h"

#include <QDir>
#include <QFile>
#include <QScopeGuard>
#include <QTemporaryDir>
#include <QTest>

using namespace lockmaster;
using namespace Qt::StringLiterals;

class TestTrust final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void isWhatLibpqDoes_data();
    void isWhatLibpqDoes();
};

void TestTrust::isWhatLibpqDoes_data()
{
    QTest::addColumn<QString>("mode");
    QTest::addColumn<QString>("authorities"); // as given
    QTest::addColumn<bool>("hasFile");        // in the home folder
    QTest::addColumn<QString>("trusted");
    QTest::addColumn<QString>("verified");
    QTest::newRow("nothing given") << u""_s << u""_s << false << u""_s << u""_s;
    QTest::newRow("require") << u"require"_s << u""_s << false << u""_s << u""_s;
    QTest::newRow("require with a file") << u"require"_s << u""_s << true << u"HOME/.postgresql/root.crt"_s
                                         << u"chain"_s;
    QTest::newRow("prefer with a file") << u"prefer"_s << u""_s << true << u"HOME/.postgresql/root.crt"_s << u"chain"_s;
    QTest::newRow("verify-ca") << u"verify-ca"_s << u""_s << true << u"HOME/.postgresql/root.crt"_s << u"chain"_s;
    QTest::newRow("verify-full") << u"verify-full"_s << u""_s << true << u"HOME/.postgresql/root.crt"_s
                                 << u"chain, name"_s;
    QTest::newRow("system") << u""_s << u"system"_s << true << u"system"_s << u"chain, name"_s;
    QTest::newRow("a given file that is not there")
        << u"require"_s << u"/nonexistent/ca.crt"_s << true << u""_s << u""_s;
}

void TestTrust::isWhatLibpqDoes()
{
    QFETCH(const QString, mode);
    QFETCH(const QString, authorities);
    QFETCH(const bool, hasFile);
    QFETCH(QString, trusted);
    const QTemporaryDir home;
    const QByteArray before = qgetenv("HOME");
    qputenv("HOME", home.path().toUtf8());
    const auto putBack = qScopeGuard([before] { qputenv("HOME", before); });
    if (hasFile) {
        QVERIFY(QDir(home.path()).mkdir(u".postgresql"_s));
        QFile file(home.filePath(u".postgresql/root.crt"_s));
        QVERIFY(file.open(QFile::WriteOnly));
    }
    const TlsTrust trust = trustOf({{u"sslmode"_s, mode}, {u"sslrootcert"_s, authorities}});
    QCOMPARE(trust.authorities, trusted.replace(u"HOME"_s, home.path()));
    const QString verified = trust.verifiesName ? u"chain, name"_s : trust.verifiesChain ? u"chain"_s : QString();
    QTEST(verified, "verified");
    QVERIFY(trust.rule.startsWith(u"ssl"));
}

LOCKMASTER_TEST(TestTrust)
#include "tst_trust.moc"
