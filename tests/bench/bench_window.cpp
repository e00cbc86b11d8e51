// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// The window as the program makes it, but with an engine without a budget, so that it samples every second however many
// sessions there are: bench_window URL PAGE BEGUN runs until it is killed. BEGUN is the steady clock's time in
// nanoseconds when the process was started; how long it took from there is told in one line of JSON:
// {"window_ms": first painted, "data_ms": rows of sessions painted}, once both are known (page "sessions").
#include <QApplication>
#include <QThread>

#include <cstdio>

#include "engine/engine.h"
#include "fleet/secrets/secrets.h"
#include "fleet/targeturl.h"
#include "watch/momentbus.h"
#include "ui/common/table/tableview.h"
#include "ui/shell/mainwindow.h"
#include "ui/theme/theme.h"

using namespace lockmaster;
using namespace Qt::StringLiterals;

namespace {

/// Watches for the first paintings. What is painted for an event is on screen when the next queued call runs.
class Stopwatch : public QObject
{
public:
    Stopwatch(const MainWindow &window, qint64 begun)
        : m_window(window), m_table(window.page(u"sessions"_s)->findChild<TableView *>()), m_begun(begun)
    {
        qApp->installEventFilter(this);
    }

protected:
    bool eventFilter(QObject *watched, QEvent *event) override
    {
        if (event->type() == QEvent::Paint && watched == &m_window && m_windowAt == 0)
            QMetaObject::invokeMethod(this, [this] { m_windowAt = elapsed(); }, Qt::QueuedConnection);
        if (event->type() == QEvent::Paint && watched == m_table->viewport() && m_table->model()->rowCount() > 0)
            QMetaObject::invokeMethod(this, &Stopwatch::finish, Qt::QueuedConnection);
        return false;
    }

private:
    [[nodiscard]] double elapsed() const
    {
        return double(std::chrono::steady_clock::now().time_since_epoch().count() - m_begun) / 1e6;
    }

    void finish()
    {
        if (m_isFinished)
            return;
        m_isFinished = true;
        qApp->removeEventFilter(this);
        std::printf("{\"window_ms\": %.1f, \"data_ms\": %.1f}\n", m_windowAt, elapsed());
        std::fflush(stdout);
    }

    const MainWindow &m_window;
    TableView *m_table;
    qint64 m_begun;
    double m_windowAt = 0;
    bool m_isFinished = false;
};

} // namespace

int main(int argc, char *argv[])
{
    QApplication application(argc, argv);
    QApplication::setOrganizationName(u"lockmaster"_s);
    QApplication::setApplicationName(u"lockmaster"_s);
    const QStringList arguments = QApplication::arguments();
    const Result<TargetUrl> url = targetFromUrl(arguments.value(1));
    if (!url) {
        std::fprintf(stderr, "bench_window: %s\n", qPrintable(url.error().text));
        return 64;
    }
    Theme::instance().install();
    const Fleet fleet{{url->target}};
    EngineOptions options;
    options.serverShare = 0;
    MomentBus bus(fleet);
    QThread thread;
    Engine engine(fleet, [](const Target &target) { return passwordProvider(target); }, options);
    engine.moveToThread(&thread);
    QObject::connect(&engine, &Engine::observed, &bus, &MomentBus::take);
    thread.start(); // as Desktop does
    QMetaObject::invokeMethod(&engine, &Engine::start);
    MainWindow window(bus);
    const Stopwatch stopwatch(window, arguments.value(3).toLongLong());
    window.resize(1600, 900);
    window.show();
    window.showPage(arguments.value(2));
    return QApplication::exec();
}
