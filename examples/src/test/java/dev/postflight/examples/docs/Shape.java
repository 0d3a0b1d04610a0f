package dev.postflight.examples.docs;

import java.lang.reflect.Array;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.time.ZoneId;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What an object is made of, as a text: two that were made of the same have the same shape. */
final class Shape {

    private final StringBuilder text = new StringBuilder();
    private final Set<Object> seen = Collections.newSetFromMap(new IdentityHashMap<>());

    private Shape() {}

    static String of(Object object) {
        Shape shape = new Shape();
        shape.add(object);
        return shape.text.toString();
    }

    private void add(@Nullable Object value) {
        if (value == null || value instanceof Comparable || value instanceof Pattern || value instanceof ZoneId) {
            text.append(value);
        } else if (!seen.add(value)) {
            text.append("again");
        } else if (value instanceof Optional<?> optional) {
            add(optional.orElse(null));
        } else if (value instanceof Map<?, ?> map) {
            map.forEach((key, element) -> {
                add(key);
                text.append('=');
                add(element);
                text.append(';');
            });
        } else if (value instanceof Iterable<?> elements) {
            elements.forEach(element -> {
                add(element);
                text.append(',');
            });
        } else if (value.getClass().isArray()) {
            for (int i = 0; i < Array.getLength(value); i++) {
                add(Array.get(value, i));
                text.append(',');
            }
        } else if (value.getClass().getName().startsWith("dev.postflight.")) {
            addFields(value);
        } else {
            text.append(value.getClass().getName());
        }
    }

    private void addFields(Object value) {
        text.append(value.getClass().getName()).append('{');
        for (Class<?> type = value.getClass(); type != null && type != Object.class; type = type.getSuperclass()) {
            for (Field field : type.getDeclaredFields()) {
                if (!Modifier.isStatic(field.getModifiers())) {
                    text.append(field.getName()).append(':');
                    add(read(field, value));
                    text.append(' ');
                }
            }
        }
        text.append('}');
    }

    private static @Nullable Object read(Field field, Object value) {
        try {
            field.setAccessible(true);
            return field.get(value);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }
}
