// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/theme/icons.h"

#include "ui/theme/theme.h"

#include <BreezeIcons>
#include <QIconEngine>
#include <QPainter>
#include <utility>

namespace lockmaster {
namespace {

/// Fills the shape of another icon with the text's colour.
class TintedIcon : public QIconEngine
{
public:
    explicit TintedIcon(QIcon shape) : m_shape(std::move(shape)) {}

    void paint(QPainter *painter, const QRect &rect, QIcon::Mode mode, QIcon::State state) override
    {
        const qreal scale = painter->device()->devicePixelRatio();
        painter->drawPixmap(rect, scaledPixmap(rect.size() * scale, mode, state, scale));
    }

    QPixmap pixmap(const QSize &size, QIcon::Mode mode, QIcon::State state) override
    {
        return scaledPixmap(size, mode, state, 1.0);
    }

    /// `pixels` are device pixels, as everywhere in QIconEngine.
    QPixmap scaledPixmap(const QSize &pixels, QIcon::Mode mode, QIcon::State, qreal scale) override
    {
        QPixmap pixmap = m_shape.pixmap(pixels, 1.0);
        QPainter painter(&pixmap);
        const Tokens &tokens = Theme::instance().tokens();
        painter.setCompositionMode(QPainter::CompositionMode_SourceIn);
        painter.fillRect(pixmap.rect(), mode == QIcon::Disabled ? tokens.disabled : tokens.text);
        painter.end();
        pixmap.setDevicePixelRatio(scale);
        return pixmap;
    }

    [[nodiscard]] QIconEngine *clone() const override { return new TintedIcon(m_shape); }
    bool isNull() override { return m_shape.isNull(); }

private:
    QIcon m_shape;
};

} // namespace

void initIcons()
{
    BreezeIcons::initIcons();
}

QIcon themeIcon(const QString &name)
{
    return QIcon(new TintedIcon(QIcon::fromTheme(name)));
}

} // namespace lockmaster
