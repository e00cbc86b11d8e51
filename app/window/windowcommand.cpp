// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "windowcommand.h"

#include <QApplication>
#include <QFileInfo>
#include <QMessageBox>

#include "app/apptext.h"
#include "app/exitcode.h"
#include "app/folders.h"
#include "app/options.h"
#include "desktop.h"
#include "display.h"
#include "fleet/fleetfile.h"
#include "fleet/secrets/secrets.h"
#include "themeoption.h"

namespace lockmaster {
namespace {

using namespace Qt::StringLiterals;

CommandHelp windowHelp()
{
    return {u"lockmaster [--fleet FILE] [--target NAME] [--page ID] [--theme dark|light|system] [URL…]"_s,
            AppText::tr(
                "Opens the window on the targets of the fleet file, or on the URLs given. Without either, the window\n"
                "asks for a fleet file. Ctrl+K in the window finds every page, target and action; F1 shows the keys.")};
}

/// No fleet at all is no mistake: the window says how to name one.
Result<ChosenFleet> fleetOf(const QCommandLineParser &parser)
{
    const bool isNamed = parser.isSet(u"fleet"_s) || !parser.positionalArguments().isEmpty();
    if (!isNamed && !QFileInfo::exists(defaultFleetFile()))
        return ChosenFleet{};
    return chooseFleet(parser, parser.positionalArguments());
}

/// A fleet file that cannot be used is told in the window, where it is seen whoever started it; on the terminal, too.
bool isToldInWindow(const QCommandLineParser &parser)
{
    return parser.positionalArguments().isEmpty() && isDisplayThere();
}

ChosenFleet withPasswords(Fleet fleet)
{
    return {std::move(fleet), [](const Target &target) { return passwordProvider(target); }};
}

/// The program: one desktop, replaced when another fleet file is chosen.
class WindowProgram : public QObject
{
public:
    void show(const ChosenFleet &chosen)
    {
        std::unique_ptr<Desktop> before = std::move(m_desktop);
        m_desktop = std::make_unique<Desktop>(chosen);
        connect(&m_desktop->window(), &MainWindow::fleetFileChosen, this, &WindowProgram::open, Qt::QueuedConnection);
        m_desktop->window().show();
    }

    [[nodiscard]] MainWindow &window() { return m_desktop->window(); }

private:
    void open(const QString &path)
    {
        Result<Fleet> fleet = readFleetFile(path);
        if (fleet)
            show(withPasswords(std::move(*fleet)));
        else
            complainOnScreen(fleet.error());
    }

    void complainOnScreen(const Error &error)
    {
        auto *box = new QMessageBox(QMessageBox::Warning, AppText::tr("Fleet file"), {}, QMessageBox::Ok, &window());
        box->setTextFormat(Qt::PlainText);
        box->setText(error.text + u"\n\n"_s + error.detail);
        box->setAttribute(Qt::WA_DeleteOnClose);
        box->open();
    }

    std::unique_ptr<Desktop> m_desktop;
};

} // namespace

void addPlaceOptions(QCommandLineParser &parser)
{
    parser.addOption({u"target"_s, AppText::tr("Shows this target first."), AppText::tr("NAME")});
    parser.addOption({u"page"_s, AppText::tr("Shows this page first: overview, sessions, locks, pools, replication, …"),
                      AppText::tr("ID")});
}

void showPlace(MainWindow &window, const QCommandLineParser &parser)
{
    if (parser.isSet(u"target"_s))
        window.showTarget(parser.value(u"target"_s));
    if (parser.isSet(u"page"_s))
        window.showPage(parser.value(u"page"_s));
}

int runWindow(const QStringList &arguments)
{
    QCommandLineParser parser;
    addFleetOption(parser);
    addThemeOption(parser);
    addPlaceOptions(parser);
    if (const auto end = parseOptions(parser, windowHelp(), arguments))
        return *end;
    const Result<ChosenFleet> chosen = fleetOf(parser);
    if (!chosen && !isToldInWindow(parser))
        return complain(chosen.error(), kExitConfig);
    if (!isThemeKnown(parser))
        return complain(AppText::tr("--theme takes dark, light or system."), kExitUsage);
    if (const auto end = complainWithoutDisplay())
        return *end;
    Theme::instance().install();
    WindowProgram program;
    program.show(chosen.value_or(ChosenFleet{}));
    if (!chosen) {
        complain(chosen.error(), kExitConfig);
        program.window().showFleetError(chosen.error());
    }
    applyTheme(parser);
    showPlace(program.window(), parser);
    return QApplication::exec();
}

} // namespace lockmaster
