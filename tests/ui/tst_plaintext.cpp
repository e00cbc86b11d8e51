// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Server text never becomes markup: no label that reads it, and no raw setter in the sources that would.
#include "harness/observed.h"
#include "fixtures.h"
#include "harness/builtprogram.h"
#include "harness/windowtest.h"

#include "watch/momentbus.h"
#include "ui/common/notices/banner.h"
#include "ui/common/notices/linkwords.h"
#include "ui/common/notices/literaltext.h"
#include "ui/common/notices/plainlabel.h"
#include "ui/common/notices/plaintooltip.h"
#include "ui/common/notices/statemark.h"
#include "ui/inspector/inspector.h"
#include "ui/sessions/sessionspage.h"

#include <QDir>
#include <QDirIterator>
#include <QFile>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QRegularExpression>
#include <QSignalSpy>
#include <QStandardPaths>
#include <QTemporaryFile>
#include <QTest>

using namespace lockmaster;
using namespace lockmaster::fixtures;

namespace {

/// Counts how often a widget is asked to lay its children out again.
class LayoutRequests : public QObject
{
public:
    explicit LayoutRequests(QWidget &window) { window.installEventFilter(this); }
    bool eventFilter(QObject *, QEvent *event) override
    {
        count += event->type() == QEvent::LayoutRequest;
        return false;
    }
    int count = 0;
};

struct Ban {
    QRegularExpression pattern;
    QString instead;
};

std::vector<Ban> bans()
{
    return {
        {QRegularExpression(QStringLiteral(R"((->|\.)setToolTip\((?!plainToolTip\())")),
         QStringLiteral("setPlainToolTip")},
        {QRegularExpression(QStringLiteral(R"(QToolTip::showText\((?!.*plainToolTip\())")),
         QStringLiteral("plainToolTip")},
        {QRegularExpression(QStringLiteral(R"(\bnew QLabel\b|\bQLabel \w+[;({])")), QStringLiteral("PlainLabel")},
        {QRegularExpression(QStringLiteral(
             R"(\bQ(MessageBox|ErrorMessage|ProgressDialog|InputDialog|TextEdit|TextBrowser|WhatsThis)\b)")),
         QStringLiteral("plain widgets")},
        {QRegularExpression(QStringLiteral(
             R"(setTextFormat\(Qt::(RichText|AutoText|MarkdownText)|setHtml\(|setMarkdown\(|appendHtml\()")),
         QStringLiteral("plain text")},
        {QRegularExpression(QStringLiteral(R"(QColor\((0x|"#|\d|QStringLiteral\("#))")),
         QStringLiteral("a token of ui/theme")},
        {QRegularExpression(QStringLiteral(R"(\.exec\(\)|->exec\(\)|processEvents\()")),
         QStringLiteral("open() and signals")},
    };
}

QStringList offences(const QString &path, const QString &name)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return {name + QStringLiteral(": not readable")};
    static const std::vector<Ban> kBans = bans();
    QStringList found;
    int line = 0;
    for (const QByteArray &bytes : file.readAll().split('\n')) {
        ++line;
        for (const Ban &ban : kBans) {
            if (ban.pattern.match(QString::fromUtf8(bytes)).hasMatch())
                found << QStringLiteral("%1:%2: use %3: %4")
                             .arg(name)
                             .arg(line)
                             .arg(ban.instead, QString::fromUtf8(bytes).trimmed());
        }
    }
    return found;
}

} // namespace

class TestPlainText : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { QStandardPaths::setTestModeEnabled(true); }

    void sourcesUseThePlainSetters()
    {
        const QDir root(sourceFolder());
        QVERIFY2(root.exists(QStringLiteral("ui/common/notices/plainlabel.h")), qPrintable(root.path()));
        QStringList found;
        int files = 0;
        QDirIterator walk(root.filePath(QStringLiteral("ui")), {QStringLiteral("*.cpp"), QStringLiteral("*.h")},
                          QDir::Files, QDirIterator::Subdirectories);
        while (walk.hasNext()) {
            const QString path = walk.next();
            const QString name = root.relativeFilePath(path);
            ++files;
            const bool isFactory =
                name.startsWith(u"ui/common/notices/plain") || name == u"ui/common/table/tabledelegate.cpp";
            if (!isFactory && !name.startsWith(u"ui/theme/"))
                found += offences(path, name);
        }
        QVERIFY(files > 40);
        QVERIFY2(found.isEmpty(), qPrintable(found.join(u'\n')));
    }

    void theLintCanFail()
    {
        QTemporaryFile file;
        QVERIFY(file.open());
        file.write(
            "label->setToolTip(session.application);\nauto *l = new QLabel(this);\nQMessageBox::warning(this);\n");
        file.close();
        QCOMPARE(offences(file.fileName(), QStringLiteral("x.cpp")).size(), 3);
    }

    void noLabelReadsMarkup()
    {
        MomentBus bus(fleet());
        SessionsPage page(bus);
        Inspector inspector(bus);
        Banner banner;
        page.setTarget(kTarget);
        inspector.setTarget(kTarget);
        const Snapshot seen = live(hostile());
        observe(bus, share(seen));
        page.show();
        inspector.show();
        inspector.showSession(rootBlocker().key);
        banner.showSnapshot(blind(seen, 3s));
        for (const QWidget *root :
             {static_cast<QWidget *>(&page), static_cast<QWidget *>(&inspector), static_cast<QWidget *>(&banner)}) {
            for (const QLabel *label : root->findChildren<QLabel *>())
                QVERIFY2(label->textFormat() == Qt::PlainText, qPrintable(label->text()));
            for (const QWidget *widget : root->findChildren<QWidget *>())
                QVERIFY2(!widget->toolTip().contains(QStringLiteral("<img")), qPrintable(widget->toolTip()));
        }
    }

    void steadyTextKeepsItsRoom()
    {
        QWidget window;
        auto *layout = new QHBoxLayout(&window);
        auto *label = new PlainLabel({}, &window);
        layout->addWidget(label);
        label->setSteadyText(QStringLiteral("as of 03:12:07 · 900 ms"));
        window.show();
        QVERIFY(QTest::qWaitForWindowExposed(&window));
        const int width = label->width();
        QVERIFY(width >= label->fontMetrics().horizontalAdvance(label->text()));
        LayoutRequests requests(window);
        label->setSteadyText(QStringLiteral("as of 03:12:08 · 1 s"));
        QCoreApplication::processEvents();
        QCOMPARE(label->width(), width);
        QCOMPARE(requests.count, 0);
        label->setSteadyText(QStringLiteral("as of 03:12:08 · 1 m 12 s ago, frozen"));
        QTRY_VERIFY(label->width() > width && requests.count > 0);
    }

    void toolTipsAreEscapedAndCut()
    {
        QCOMPARE(plainToolTip({}), QString());
        const QString toolTip = plainToolTip(kHostile);
        QVERIFY(toolTip.contains(QStringLiteral("&lt;img src=/dev/zero&gt;")));
        QVERIFY(plainToolTip(QString(100000, u'<')).size() < 10000);
    }

    void bannerNamesTheRungThatBroke()
    {
        QWidget window;
        Banner banner(&window);
        window.show();
        const Snapshot seen = live(fixtures::state(3));
        banner.showSnapshot(seen);
        QVERIFY(!banner.isVisible());
        Snapshot broken = blind(seen, 30s);
        broken.link.phase = LinkPhase::Refused;
        broken.link.rung = Rung::Auth;
        broken.link.encrypted = true;
        broken.link.error->kind = ErrorKind::Auth;
        broken.link.error->detail = QStringLiteral("FATAL: password authentication failed");
        broken.link.nextAttempt.reset();
        banner.showSnapshot(broken);
        QVERIFY(banner.isVisible());
        QString text;
        for (const QLabel *label : banner.findChildren<QLabel *>())
            text += label->text() + u'\n';
        for (const QString expected :
             {"Login refused since", "name ✓ → network ✓ → encryption ✓ → login ✗ → query",
              "FATAL: password authentication failed", "does not try again by itself", "30 s before"})
            QVERIFY2(text.contains(expected), qPrintable(expected + u'\n' + text));
        QCOMPARE(banner.findChild<StateMark *>()->state(), HealthState::Blind);
        QSignalSpy retry(&banner, &Banner::retryRequested);
        QTest::mouseClick(banner.findChild<QPushButton *>(), Qt::LeftButton);
        QCOMPARE(retry.first().first().toString(), kTarget);
        banner.showSnapshot(seen);
        QVERIFY(!banner.isVisible());
    }

    void namesKeepTheirAmpersandsOnButtons()
    {
        QCOMPARE(literalText(QStringLiteral("Pause R&D…")), QStringLiteral("Pause R&&D…"));
        QCOMPARE(seenText(literalText(QStringLiteral("a && b & c"))), QStringLiteral("a && b & c"));
    }

    void everyErrorHasWords()
    {
        for (int kind = 0; kind <= static_cast<int>(ErrorKind::Bug); ++kind)
            QVERIFY(!errorWords(static_cast<ErrorKind>(kind)).isEmpty());
    }
};

LOCKMASTER_WINDOW_TEST(TestPlainText)
#include "tst_plaintext.moc"
