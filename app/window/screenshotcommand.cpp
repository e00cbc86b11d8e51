// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "screenshotcommand.h"

#include <QDir>
#include <QEventLoop>
#include <QLoggingCategory>
#include <QPixmap>
#include <QRegularExpression>
#include <QSettings>
#include <QTemporaryDir>
#include <QTimer>

#include <algorithm>
#include <functional>

#include "app/apptext.h"
#include "app/exitcode.h"
#include "app/momentfile.h"
#include "app/options.h"
#include "desktop.h"
#include "saveddesktop.h"
#include "themeoption.h"

namespace lockmaster {
namespace {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

constexpr std::chrono::milliseconds kForData{5000};
constexpr std::chrono::milliseconds kForPainting{400}; ///< pages draw at most once a frame; charts take two

struct Wanted {
    QString page; ///< or "all"
    QString target;
    QSize size{1600, 900};
    std::chrono::milliseconds after{};
    QString file; ///< with "all" a folder
};

/// What is pictured: a live desktop, or one of a file.
struct Scene {
    MomentBus &bus;
    MainWindow &window;
};

CommandHelp screenshotHelp()
{
    return {
        u"lockmaster screenshot PAGE [--fleet FILE | --snapshot FILE] [--target NAME] [--size WxH] "
        "[--theme dark|light] [--after SECONDS] -o FILE"_s,
        AppText::tr(
            "Saves the window with one page of one target (overview, sessions, locks, …), or with the whole\n"
            "fleet (fleet), as a PNG, once there is data or the reason why there is none. PAGE all saves every\n"
            "page into the folder FILE. With --snapshot it shows the moment that `lockmaster snapshot --save` saved.\n"
            "No display is needed.\n\n"
            "Exit codes: 0 saved; 2 it could not be saved; 64 the command line is wrong; 66 the snapshot cannot be\n"
            "read; 78 the fleet file is wrong.\n\n"
            "Example:\n"
            "  lockmaster screenshot locks --target orders-primary --size 1920x1080 --after 10 -o locks.png")};
}

Result<QSize> sizeOf(const QString &text)
{
    static const QRegularExpression kSize(u"^(\\d{2,5})x(\\d{2,5})$"_s);
    const auto match = kSize.match(text);
    const QSize size(match.captured(1).toInt(), match.captured(2).toInt());
    if (!match.hasMatch() || size.width() > 16384 || size.height() > 16384)
        return fail(ErrorKind::Config, AppText::tr("--size takes two numbers such as 1920x1080."));
    return size;
}

Result<Wanted> wantedFrom(const QCommandLineParser &parser)
{
    if (parser.positionalArguments().size() != 1 || !parser.isSet(u"o"_s))
        return fail(ErrorKind::Config,
                    AppText::tr("A page and -o FILE are needed. Usage: %1").arg(screenshotHelp().usage));
    bool isNumber = true;
    const double after = parser.isSet(u"after"_s) ? parser.value(u"after"_s).toDouble(&isNumber) : 0;
    if (!isNumber || after < 0 || after > 86'400)
        return fail(ErrorKind::Config, AppText::tr("--after takes seconds."));
    Wanted wanted{parser.positionalArguments().constFirst(),
                  parser.value(u"target"_s),
                  {},
                  std::chrono::milliseconds(static_cast<qint64>(after * 1000)),
                  parser.value(u"o"_s)};
    return sizeOf(parser.isSet(u"size"_s) ? parser.value(u"size"_s) : u"1600x900"_s).transform([&](QSize size) {
        wanted.size = size;
        return wanted;
    });
}

/// Runs the event loop until `condition` holds, or `patience` is over.
void runUntil(const std::function<bool()> &condition, std::chrono::milliseconds patience)
{
    QEventLoop loop;
    QTimer look;
    QObject::connect(&look, &QTimer::timeout, &loop, [&] {
        if (condition())
            loop.quit();
    });
    look.start(20ms);
    QTimer::singleShot(patience, &loop, &QEventLoop::quit);
    loop.exec();
}

bool hasSpoken(const SnapshotPtr &snapshot)
{
    return snapshot && (snapshot->link.error || (isLive(snapshot->link) && snapshot->hasData()));
}

int savePage(const Scene &scene, const QString &page, const QString &file)
{
    MainWindow &window = scene.window;
    window.showPage(page);
    const Page *shown = window.page(page);
    const auto sequence = [&] {
        const SnapshotPtr latest = scene.bus.latest(window.target());
        return latest ? latest->sequence : 0;
    };
    if (shown && !shown->probes().isEmpty()
        && !scene.bus.saved()) // what only this page asks for comes with the next sample
        runUntil([&, first = sequence()] { return sequence() > first + 1; }, kForData);
    runUntil([] { return false; }, kForPainting);
    if (window.grab().save(file, "PNG"))
        return kExitOk;
    return complain(AppText::tr("%1 cannot be written.").arg(file), kExitCritical);
}

int savePages(const Scene &scene, const Wanted &wanted)
{
    if (wanted.page != u"all")
        return savePage(scene, wanted.page, wanted.file);
    if (!QDir().mkpath(wanted.file))
        return complain(AppText::tr("The folder %1 cannot be made.").arg(wanted.file), kExitCritical);
    int worst = kExitOk;
    const QStringList pages = scene.window.pageIds();
    for (const QString &page : pages)
        worst = std::max(worst, savePage(scene, page, QDir(wanted.file).filePath(page + u".png"_s)));
    return worst;
}

int takePictures(const Scene &scene, const Wanted &wanted, const QCommandLineParser &parser)
{
    MainWindow &window = scene.window;
    const auto &targets = scene.bus.fleet().targets;
    const QString target = wanted.target.isEmpty() && !targets.empty() ? targets.front().name : wanted.target;
    if (!scene.bus.target(target))
        return complain(AppText::tr("There is no target named “%1”.").arg(target), kExitUsage);
    window.showTarget(target);
    if (wanted.page != u"all" && !window.pageIds().contains(wanted.page))
        return complain(
            AppText::tr("There is no page “%1”. There are: all, %2").arg(wanted.page, window.pageIds().join(u", "_s)),
            kExitUsage);
    if (!isThemeKnown(parser))
        return complain(AppText::tr("--theme takes dark, light or system."), kExitUsage);
    applyTheme(parser);
    window.resize(wanted.size);
    window.show();
    runUntil([&] { return hasSpoken(scene.bus.latest(target)); }, kForData);
    if (wanted.after > 0ms)
        runUntil([] { return false; }, wanted.after);
    return savePages(scene, wanted);
}

int takePicturesOfFile(const QString &path, const Wanted &wanted, const QCommandLineParser &parser)
{
    Result<SavedMoments> saved = readMoments(path);
    if (!saved)
        return complain(saved.error(), kExitNoInput);
    Theme::instance().install();
    SavedDesktop desktop(std::move(*saved));
    return takePictures({desktop.bus(), desktop.window()}, wanted, parser);
}

int takePicturesOfFleet(const Wanted &wanted, const QCommandLineParser &parser)
{
    const Result<ChosenFleet> chosen = chooseFleet(parser, {});
    if (!chosen)
        return complain(chosen.error(), kExitConfig);
    Theme::instance().install();
    Desktop desktop(*chosen);
    return takePictures({desktop.bus(), desktop.window()}, wanted, parser);
}

} // namespace

int runScreenshot(const QStringList &arguments)
{
    QCommandLineParser parser;
    addFleetOption(parser);
    addThemeOption(parser);
    parser.addOption({u"target"_s, AppText::tr("Of this target; default: the first."), AppText::tr("NAME")});
    parser.addOption(
        {u"snapshot"_s, AppText::tr("The moment saved in this file, instead of live targets."), AppText::tr("FILE")});
    parser.addOption({u"size"_s, AppText::tr("Size of the picture; default: 1600x900."), AppText::tr("WxH")});
    parser.addOption({u"after"_s, AppText::tr("Watches for this long first, so that charts have something to show."),
                      AppText::tr("SECONDS")});
    parser.addOption({{u"o"_s, u"output"_s}, AppText::tr("Where the picture goes."), AppText::tr("FILE")});
    if (const auto end = parseOptions(parser, screenshotHelp(), arguments))
        return *end;
    const Result<Wanted> wanted = wantedFrom(parser);
    if (!wanted)
        return complain(wanted.error(), kExitUsage);
    const QTemporaryDir settings; // a picture does not depend on how somebody left the window, nor changes it
    QSettings::setPath(QSettings::NativeFormat, QSettings::UserScope, settings.path());
    QLoggingCategory::setFilterRules(u"default.warning=false"_s); // the offscreen plugin has much to say
    return parser.isSet(u"snapshot"_s) ? takePicturesOfFile(parser.value(u"snapshot"_s), *wanted, parser)
                                       : takePicturesOfFleet(*wanted, parser);
}

} // namespace lockmaster
