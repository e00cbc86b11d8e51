// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// The look keeps its promises: contrast, shapes, switching while the program runs.
#include "harness/windowtest.h"
#include "ui/common/clearbutton.h"
#include "ui/theme/environmentcolor.h"
#include "ui/theme/stylesheet.h"
#include "ui/theme/icons.h"
#include "ui/theme/theme.h"

#include <QAction>
#include <QLineEdit>
#include <QSignalSpy>
#include <QTest>
#include <algorithm>
#include <cmath>

using namespace lockmaster;

namespace {

double linear(float part)
{
    const double value = static_cast<double>(part);
    return value <= 0.03928 ? value / 12.92 : std::pow((value + 0.055) / 1.055, 2.4);
}

/// WCAG 2: relative luminance and contrast.
double luminance(const QColor &color)
{
    return 0.2126 * linear(color.redF()) + 0.7152 * linear(color.greenF()) + 0.0722 * linear(color.blueF());
}

double contrast(const QColor &left, const QColor &right)
{
    const double first = luminance(left);
    const double second = luminance(right);
    return (std::max(first, second) + 0.05) / (std::min(first, second) + 0.05);
}

} // namespace

class TestTheme : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void textReachesFiveToOne_data()
    {
        QTest::addColumn<QColor>("text");
        QTest::addColumn<QColor>("ground");
        for (const auto &[mode, t] : {std::pair{"dark", darkTokens()}, std::pair{"light", lightTokens()}}) {
            const std::pair<const char *, QColor> texts[] = {
                {"text", t.text},       {"muted", t.muted},       {"accent", t.accent},   {"ok", t.ok},
                {"warning", t.warning}, {"critical", t.critical}, {"unknown", t.unknown}, {"blind", t.blind}};
            const std::pair<const char *, QColor> grounds[] = {{"canvas", t.canvas},
                                                               {"surface", t.surface},
                                                               {"raised", t.raised},
                                                               {"hover", t.hover},
                                                               {"selection", t.selection}};
            for (const auto &[textName, text] : texts) {
                for (const auto &[groundName, ground] : grounds)
                    QTest::addRow("%s: %s on %s", mode, textName, groundName) << text << ground;
            }
            QTest::addRow("%s: text on changed", mode) << t.text << t.changed;
            QTest::addRow("%s: text on a filled state", mode) << t.onState << t.critical;
            QTest::addRow("%s: text on the primary button", mode) << t.onAccent << t.accent;
        }
        for (const QString name : {"production", "staging", "development", "something else"}) {
            const EnvironmentColor color = environmentColor(name);
            QTest::addRow("environment %s", qPrintable(name)) << color.text << color.ground;
        }
    }
    void textReachesFiveToOne()
    {
        QFETCH(QColor, text);
        QFETCH(QColor, ground);
        QVERIFY2(contrast(text, ground) >= 5.0, qPrintable(QString::number(contrast(text, ground))));
    }

    void styleSheetHasNoTokenLeft()
    {
        for (const Tokens &tokens : {darkTokens(), lightTokens()}) {
            const QString sheet = styleSheetOf(tokens);
            QVERIFY(sheet.contains(tokens.accent.name()));
            QVERIFY2(!sheet.contains(u'@'), qPrintable(sheet.sliced(qMax(0, sheet.indexOf(u'@'))).left(40)));
        }
    }

    void switchesWhileRunning()
    {
        Theme &theme = Theme::instance();
        theme.setMode(ThemeMode::Light);
        theme.install();
        QCOMPARE(qApp->palette().color(QPalette::Window), lightTokens().canvas);
        QSignalSpy changed(&theme, &Theme::changed);
        theme.setMode(ThemeMode::Dark);
        QCOMPARE(changed.size(), 1);
        QCOMPARE(qApp->palette().color(QPalette::Window), darkTokens().canvas);
        theme.setMode(ThemeMode::Dark);
        QCOMPARE(changed.size(), 1);
    }

    void iconTakesTheTextColour()
    {
        Theme::instance().install();
        Theme::instance().setMode(ThemeMode::Dark);
        const QImage icon = themeIcon(QStringLiteral("process-stop")).pixmap(22, 22).toImage();
        QVERIFY(!icon.isNull());
        bool hasInk = false;
        for (int y = 0; y < icon.height(); ++y) {
            for (int x = 0; x < icon.width(); ++x) {
                if (icon.pixelColor(x, y).alpha() < 255)
                    continue;
                hasInk = true;
                QCOMPARE(icon.pixelColor(x, y).name(), darkTokens().text.name());
            }
        }
        QVERIFY(hasInk);
    }

    void theClearButtonOfAFilterIsSeenInTheDark()
    {
        Theme::instance().install();
        Theme::instance().setMode(ThemeMode::Dark);
        QLineEdit field;
        addClearButton(field);
        const auto actions = field.findChildren<QAction *>();
        QCOMPARE(actions.size(), 1);
        const QImage icon = actions.front()->icon().pixmap(16, 16).toImage();
        QVERIFY(!icon.isNull());
        bool hasInk = false;
        for (int y = 0; y < icon.height(); ++y) {
            for (int x = 0; x < icon.width(); ++x) {
                const QColor pixel = icon.pixelColor(x, y);
                hasInk = hasInk || (pixel.alpha() == 255 && pixel.name() == darkTokens().text.name());
            }
        }
        QVERIFY(hasInk);
    }

    void waitClassesAreApart()
    {
        QSet<QRgb> colors;
        for (const QString name : {"", "IO", "Lock", "LWLock", "IPC", "Timeout", "Client"})
            colors.insert(waitClassColor(name).rgb());
        QCOMPARE(colors.size(), 7);
        QCOMPARE(waitClassColor(u"Client"), waitClassColor(u"Activity"));
    }
};

LOCKMASTER_WINDOW_TEST(TestTheme)
#include "tst_theme.moc"
